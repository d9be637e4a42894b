package io.ringflow.ivr.call;

import io.ringflow.ivr.room.RoomDoor;
import io.ringflow.ivr.room.RoomDoor.Expectation;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is called to come into a conference: what becomes of that is told once, before the call's {@code
 * stopservice}; when the conference ends meanwhile, the call does too. Thread-safe.
 */
final class Invitee {

    private final RoomDoor door;
    private final String action;
    private final Expectation expectation;
    private final AtomicBoolean told = new AtomicBoolean();

    private volatile boolean tooLate;
    private volatile @Nullable Call call;

    /** @throws io.ringflow.ivr.room.RoomRefused FULL, NO_SUCH_CONFERENCE */
    Invitee(RoomDoor door, String action) {
        this.door = door;
        this.action = action;
        this.expectation = door.expect("", this::conferenceEnded);
    }

    /** Before the call's thread starts. */
    void isCalled(Call made) {
        made.whenOver(this::callEnded);
        call = made;
        if (tooLate) giveUp(made);
    }

    void isNotCalled() {
        expectation.close();
    }

    /** On the call's thread: it has joined, or could not. */
    void told(String result) {
        if (!told.compareAndSet(false, true)) return;
        expectation.close();
        var invited = call;
        if (invited != null) door.invited(action, invited.to(), invited.id().text(), invited.userData(), result);
    }

    private void callEnded(CallSummary summary) {
        boolean left = summary.errorCode().equals("000000");
        told(tooLate ? RoomError.NO_SUCH_CONFERENCE.code() : left ? "107487" : summary.errorCode());
    }

    /** On the conference's lane. Who is in by now is told to leave in another way. */
    private void conferenceEnded() {
        if (told.get()) return;
        tooLate = true;
        var ringing = call;
        if (ringing != null) giveUp(ringing);
    }

    private static void giveUp(Call ringing) {
        ringing.end(EndReason.of(Cause.APPLICATION_HUNG_UP, "the conference is over"));
    }
}

package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Joint;
import java.time.InstantSource;

/** A consulted call's side of the conversation that it has asked for. Owned by its thread. */
final class LiveJoint implements Joint {

    private final Consultation consultation;
    private final Inbox inbox;
    private final InstantSource clock;
    private final long begun;

    LiveJoint(Consultation consultation, Inbox inbox, InstantSource clock) {
        this.consultation = consultation;
        this.inbox = inbox;
        this.clock = clock;
        this.begun = inbox.now();
    }

    /** Keys pressed before are not for the other side. */
    boolean beganBefore(Inbox.Letter letter) {
        return letter.number() > begun;
    }

    @Override
    public void press(char key) {
        if (!inbox.lastKeyCarried()) consultation.press(key);
    }

    /** It ends with the call, or because something else is to run on it. */
    @Override
    public void close() {
        inbox.ended()
                .ifPresentOrElse(
                        reason -> consultation.over(reason, clock.instant()), () -> consultation.part(clock.instant()));
    }
}

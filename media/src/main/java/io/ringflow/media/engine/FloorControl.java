package io.ringflow.media.engine;

import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import io.ringflow.media.Tick;
import io.ringflow.media.floor.Floor;
import io.ringflow.media.mix.Cue;
import org.jspecify.annotations.Nullable;

/**
 * Opens the ear of a conference to one member at a time, as its floor says. A tick lies between one who ends and the next
 * who begins, in which the one fades out, so that never two are in one frame. Owned by the room's loop.
 */
final class FloorControl {
    /** ITU-T Q.24: nobody presses a key more often. A telephone gone mad must not have each of its keys told to the application. */
    private static final int LEAST_PRESS_TICKS = 80 / Tick.MILLIS;

    private final Floor<Seat> floor;

    private @Nullable Seat open;

    FloorControl(FloorPlan plan) {
        floor = new Floor<>(plan, FloorControl::changed);
    }

    /** Before the mixer knows it. */
    void join(Seat seat) {
        seat.port().holdBack(true);
        floor.join(seat.talker());
    }

    void leave(Seat seat, int tick) {
        if (open == seat) {
            // The mixer has faded it out.
            open = null;
        }
        floor.leave(seat.talker(), tick);
    }

    void request(Seat seat, int tick) {
        floor.request(seat.talker(), tick);
    }

    void release(Seat seat, int tick) {
        floor.release(seat.talker(), tick);
    }

    /** A key that asks. */
    void pressedGrab(Seat seat, int tick) {
        if (seat.mayAsk(tick, LEAST_PRESS_TICKS)) {
            floor.request(seat.talker(), tick);
        }
    }

    /** A key that asks, or gives back. */
    void pressedToggle(Seat seat, int tick) {
        if (seat.mayAsk(tick, LEAST_PRESS_TICKS)) {
            floor.toggle(seat.talker(), tick);
        }
    }

    /** Before each tick of the mixer. */
    void turn(int tick) {
        floor.turn(tick);
        var talker = floor.talker();
        var heard = open;
        if (heard == null && talker != null) {
            open = talker.who();
            talker.who().port().holdBack(false);
        } else if (heard != null && heard.talker() != talker) {
            heard.port().holdBack(true);
            open = null;
        }
    }

    private static void changed(Seat seat, FloorChange change) {
        switch (change) {
            case GRANTED -> seat.port().play(Cue.rising());
            case DENIED, PREEMPTED, TIMEOUT -> seat.port().play(Cue.falling());
            case QUEUED -> seat.port().play(Cue.level());
            case WITHDRAWN, RELEASED, LEFT -> {}
        }
        seat.tell(new ConferenceEvent.FloorChanged(seat.id(), change));
    }
}

package io.ringflow.ivr.call;

import io.ringflow.ivr.command.ConferenceSeat;
import io.ringflow.ivr.room.Departure;
import io.ringflow.ivr.room.Guest;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomDoor;
import io.ringflow.ivr.room.RoomSeat;
import io.ringflow.media.MediaSession;
import java.util.Optional;

/** A call's stay in a conference. Owned by the call's thread. */
final class ConferenceVisit implements ConferenceSeat {

    private final long id;
    private final Inbox inbox;
    private final RoomSeat seat;
    private final long begun;

    private ConferenceVisit(long id, Inbox inbox, RoomSeat seat) {
        this.id = id;
        this.inbox = inbox;
        this.seat = seat;
        this.begun = inbox.now();
    }

    /** @param id no other visit of this call has it */
    static ConferenceVisit begin(long id, RoomDoor door, Call call, JoinWish wish) {
        return new ConferenceVisit(id, call.inbox(), door.join(new Visitor(id, call), wish));
    }

    long id() {
        return id;
    }

    /** Keys pressed before are for whoever asks next. */
    boolean beganBefore(Inbox.Letter letter) {
        return letter.number() > begun;
    }

    @Override
    public void pressed(char key) {
        seat.pressed(key);
    }

    @Override
    public Optional<Departure> departure() {
        return seat.departure();
    }

    @Override
    public void close() {
        seat.leave();
        inbox.forgetVisit(id);
    }

    private record Visitor(long visit, Call call) implements Guest {

        @Override
        public String callId() {
            return call.id().text();
        }

        @Override
        public String number() {
            return call.outbound() ? call.to() : call.from();
        }

        @Override
        public Optional<String> userData() {
            return call.userData();
        }

        @Override
        public MediaSession media() {
            return call.media();
        }

        @Override
        public void onLeft() {
            call.inbox().post(new CallEvent.ConferenceLeft(visit));
        }
    }
}

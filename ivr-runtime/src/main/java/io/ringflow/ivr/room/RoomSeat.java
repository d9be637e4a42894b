package io.ringflow.ivr.room;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call's place in a conference. Owned by the call's thread, but that the conference may end it. */
public final class RoomSeat {

    private final Room room;
    private final RoomMember member;

    /** Written by the conference's lane before the guest is told. */
    private volatile @Nullable Departure departure;

    private boolean taken;

    RoomSeat(Room room, RoomMember member) {
        this.room = room;
        this.member = member;
    }

    RoomMember member() {
        return member;
    }

    Optional<Departure> departed() {
        return Optional.ofNullable(departure);
    }

    void depart(Departure how) {
        departure = how;
    }

    /** Tells the application of a key, if it wants to know. */
    public void pressed(char key) {
        room.news().pressed(room.plan().urls().dtmf(), member.guest(), key);
    }

    /** How it left; once asked, it is for the caller to go on at its URL. Empty while it is in. */
    public Optional<Departure> departure() {
        var how = departed();
        taken |= how.isPresent();
        return how;
    }

    /** The call leaves by itself, as when it is over; nothing when it has left before. The application is told. */
    public void leave() {
        if (taken) return;
        taken = true;
        room.leave(this);
    }
}

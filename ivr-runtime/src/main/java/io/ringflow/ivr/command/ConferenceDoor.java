package io.ringflow.ivr.command;

import io.ringflow.ivr.room.JoinWish;

/** The way into a conference, for one call. */
public interface ConferenceDoor {

    /** Whether a password is asked for. */
    boolean locked();

    boolean opensWith(String password);

    /** Where the flow goes on of a caller who does not know the password; empty: nowhere. */
    String passwordErrorUrl();

    /**
     * Joins; the call hears and is heard until it leaves.
     *
     * @throws io.ringflow.ivr.room.RoomRefused if it is full, or gone by now
     */
    ConferenceSeat join(JoinWish wish);
}

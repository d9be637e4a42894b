package io.ringflow.ivr.call;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;

/** Two legs in a room of their own: first the caller only hears, then both talk. Owned by the call's thread. */
final class Bridge implements AutoCloseable {

    private final Conference room;
    private final Membership caller;

    private Bridge(Conference room, Membership caller) {
        this.room = room;
        this.caller = caller;
    }

    static Bridge open(Conference room, MediaSession caller, MediaSession party) {
        try {
            room.join(party, ConferenceRole.SPEAKER);
            return new Bridge(room, room.join(caller, ConferenceRole.LISTENER));
        } catch (RuntimeException failed) {
            room.close();
            throw failed;
        }
    }

    void bothWays() {
        caller.role(ConferenceRole.SPEAKER);
    }

    @Override
    public void close() {
        room.close();
    }
}

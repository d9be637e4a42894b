package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Voices;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;

/** Two legs in a room of their own, with who hears whom of them. Owned by the call's thread. */
final class Bridge implements AutoCloseable {

    private final Conference room;
    private final Membership caller;

    private Bridge(Conference room, Membership caller) {
        this.room = room;
        this.caller = caller;
    }

    static Bridge open(Conference room, MediaSession caller, MediaSession party, Voices voices) {
        try {
            room.join(party, voices == Voices.CALLER_ONLY ? ConferenceRole.LISTENER : ConferenceRole.SPEAKER);
            var role = voices == Voices.PARTY_ONLY ? ConferenceRole.LISTENER : ConferenceRole.SPEAKER;
            return new Bridge(room, room.join(caller, role));
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

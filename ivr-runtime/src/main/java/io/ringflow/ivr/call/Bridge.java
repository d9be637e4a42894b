package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Voices;
import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;

/**
 * Two legs in a room of their own, those that join them there, and who hears whom of them. Owned by the call's thread.
 * The party hears coaches; the caller never does.
 */
final class Bridge implements TalkSound, AutoCloseable {

    /** Hears nobody and is heard by nobody. */
    private static final ConferenceRole APART = new ConferenceRole(0, 0);

    private final Conference room;
    private final Membership party;
    private final Membership caller;

    private ConferenceRole callerRole;
    private boolean apart;

    private Bridge(Conference room, Membership party, Membership caller, ConferenceRole callerRole) {
        this.room = room;
        this.party = party;
        this.caller = caller;
        this.callerRole = callerRole;
    }

    static Bridge open(Conference room, MediaSession caller, MediaSession party, Voices voices) {
        try {
            var partyRole = voices == Voices.CALLER_ONLY ? ConferenceRole.LISTENER : ConferenceRole.AGENT;
            var callerRole = voices == Voices.PARTY_ONLY ? ConferenceRole.LISTENER : ConferenceRole.SPEAKER;
            return new Bridge(room, room.join(party, partyRole), room.join(caller, callerRole), callerRole);
        } catch (RuntimeException failed) {
            room.close();
            throw failed;
        }
    }

    void bothWays() {
        callerRole = ConferenceRole.SPEAKER;
        if (!apart) caller.role(callerRole);
    }

    @Override
    public void apart(boolean now) {
        if (apart == now) return;
        caller.role(now ? APART : callerRole);
        apart = now;
    }

    @Override
    public void partyLeaves() {
        party.close();
    }

    @Override
    public Membership join(MediaSession third, ConferenceRole role) {
        return room.join(third, role);
    }

    @Override
    public Playback play(Clip clip) {
        return room.play(clip, MediaSession.ENDLESS);
    }

    @Override
    public void over() {
        close();
    }

    @Override
    public void close() {
        room.close();
    }
}

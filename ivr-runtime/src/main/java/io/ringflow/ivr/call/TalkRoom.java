package io.ringflow.ivr.call;

import io.ringflow.ivr.command.TalkRole;
import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller, an agent and whoever joins them hear each other; opened when the first party comes in, and the caller with
 * it. Owned by the call's thread.
 */
final class TalkRoom implements TalkSound, AutoCloseable {

    private static final ConferenceRole ASIDE = ConferenceRole.group(0);
    private static final ConferenceRole OUT = new ConferenceRole(0, 0);

    private final Supplier<Conference> rooms;
    private final MediaSession caller;

    private TalkRole callerRole = TalkRole.SPEAKER;
    private @Nullable Conference room;
    private @Nullable Membership callerSeat;
    private boolean apart;

    TalkRoom(Supplier<Conference> rooms, MediaSession caller) {
        this.rooms = rooms;
        this.caller = caller;
    }

    /** Brings a party in. */
    Membership join(MediaSession party, TalkRole role) {
        return open().join(party, inConference(role));
    }

    void caller(TalkRole role) {
        callerRole = role;
        if (callerSeat != null && !apart) callerSeat.role(inConference(role));
    }

    @Override
    public void apart(boolean now) {
        if (callerSeat == null || apart == now) return;
        callerSeat.role(now ? OUT : inConference(callerRole));
        apart = now;
    }

    @Override
    public Membership join(MediaSession third, ConferenceRole role) {
        return open().join(third, role);
    }

    @Override
    public Playback play(Clip clip) {
        return open().play(clip, MediaSession.ENDLESS);
    }

    /** It leaves its seat by itself. */
    @Override
    public void partyLeaves() {}

    /** The room is there for who talks with the caller next. */
    @Override
    public void over() {}

    private Conference open() {
        if (room != null) return room;
        var opened = rooms.get();
        try {
            callerSeat = opened.join(caller, inConference(callerRole));
        } catch (RuntimeException failed) {
            opened.close();
            throw failed;
        }
        room = opened;
        return opened;
    }

    /** Everybody leaves. */
    @Override
    public void close() {
        if (room != null) room.close();
    }

    static ConferenceRole inConference(TalkRole role) {
        return switch (role) {
            case SPEAKER -> ConferenceRole.SPEAKER;
            case AGENT -> ConferenceRole.AGENT;
            case LISTENER -> ConferenceRole.LISTENER;
            case COACH -> ConferenceRole.COACH;
            case ASIDE -> ASIDE;
            case OUT -> OUT;
        };
    }
}

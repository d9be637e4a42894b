package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.TalkRole;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent, or who joins its talk, as the caller's call sees it: a party with a seat in the talk. Owned by that call's thread. */
final class TalkLine implements TalkParty {

    private static final Logger LOG = LoggerFactory.getLogger(TalkLine.class);
    private static final long NOBODY = -1;

    private final Party party;
    private final long id;
    private final @Nullable MediaSession session;
    private final TalkRoom room;
    private final Call call;
    private final CallServices services;
    private final Talks talks;

    private @Nullable Membership seat;
    private @Nullable Instant joinedAt;
    private @Nullable Instant closedAt;
    private Instant saidUntil = Instant.MIN;
    private @Nullable ScheduledFuture<?> said;
    private @Nullable Playback tone;
    private Runnable whenJoined = () -> {};
    private Consumer<Playback> unheeded = playback -> {};

    /**
     * @param id its number in the call
     * @param session its sound; null: it can't be reached
     */
    TalkLine(
            Party party,
            long id,
            @Nullable MediaSession session,
            TalkRoom room,
            Call call,
            CallServices services,
            Talks talks) {
        this.party = party;
        this.id = id;
        this.session = session;
        this.room = room;
        this.call = call;
        this.services = services;
        this.talks = talks;
    }

    static TalkLine unreached(Party party, TalkRoom room, Call call, CallServices services, Talks talks) {
        return new TalkLine(party, NOBODY, null, room, call, services, talks);
    }

    /** Does something when it comes into the talk. */
    void whenJoined(Runnable step) {
        whenJoined = step;
    }

    /** @param told what is played to it, as its end is told to somebody who did not play it */
    TalkLine unheeded(Consumer<Playback> told) {
        unheeded = told;
        return this;
    }

    /** Its number in the call, which its changes bear. */
    long id() {
        return id;
    }

    @Override
    public State state() {
        return party.state();
    }

    @Override
    public Activity change() {
        return party.change();
    }

    @Override
    public void connect() {
        role(TalkRole.AGENT);
        if (seat != null && party instanceof OtherSide side) talks.begin(side, room);
    }

    @Override
    public void role(TalkRole role) {
        if (session == null || state() != State.TALKING) return;
        if (seat != null) {
            seat.role(TalkRoom.inConference(role));
            return;
        }
        try {
            seat = room.join(session, role);
            if (tone != null) tone.close();
            whenJoined.run();
            joinedAt = services.clock().instant();
        } catch (MediaFailure gone) {
            whenGone(gone);
        }
    }

    @Override
    public void say(Upcoming prompt) {
        var clip = ((UpcomingClip) prompt).await(call.inbox());
        if (session == null || clip.isEmpty() || state() != State.TALKING) return;
        try {
            unheeded.accept(session.play(clip.get(), 1));
            toldWhenOver(clip.get());
        } catch (MediaFailure gone) {
            whenGone(gone);
        }
    }

    @Override
    public void ring() {
        if (session == null || state() != State.TALKING) return;
        try {
            tone = session.play(RingTone.clip(), MediaSession.ENDLESS);
            unheeded.accept(tone);
        } catch (MediaFailure gone) {
            whenGone(gone);
        }
    }

    /** What the session tells goes to whom it belongs to, which may be another call. */
    private void toldWhenOver(Clip clip) {
        int millis = clip.durationMillis();
        saidUntil = services.clock().instant().plusMillis(millis);
        said = services.timer()
                .schedule(() -> call.inbox().post(new CallEvent.PartyChanged(id)), millis, TimeUnit.MILLISECONDS);
    }

    /** Its end is told by its state. */
    private void whenGone(MediaFailure gone) {
        if (gone.kind() != MediaFailure.Kind.CLOSED) throw gone;
        LOG.debug("call {}: its party has just gone: {}", call.id(), gone.getMessage());
    }

    @Override
    public boolean saying() {
        return state() == State.TALKING && services.clock().instant().isBefore(saidUntil);
    }

    @Override
    public void press(char key) {
        party.press(key);
    }

    @Override
    public Duration talked() {
        if (joinedAt == null) return Duration.ZERO;
        return Duration.between(joinedAt, closedAt == null ? services.clock().instant() : closedAt);
    }

    @Override
    public boolean hungUp() {
        return party.hungUp();
    }

    @Override
    public String code() {
        return party.code();
    }

    @Override
    public void close() {
        if (closedAt != null) return;
        closedAt = services.clock().instant();
        if (said != null) said.cancel(false);
        talks.leave(id);
        if (seat != null) seat.close();
        party.close();
    }
}

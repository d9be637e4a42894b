package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Voices;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another call that a call has fetched to talk with, as that sees it (D4). Owned by the fetching call's thread. */
final class ConnectedCall implements OtherSide {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectedCall.class);

    private final long id;
    private final Call call;
    private final Connection connection;
    private final CallServices services;
    private final Talks talks;
    private final Activity change;

    private @Nullable Bridge bridge;
    private @Nullable Instant joinedAt;
    private boolean closed;

    private ConnectedCall(long id, Call call, Connection connection, CallServices services, Talks talks) {
        this.id = id;
        this.call = call;
        this.connection = connection;
        this.services = services;
        this.talks = talks;
        this.change = new Change(id);
    }

    /** Asks it to come; empty when there is none of that id that could. */
    static Optional<ConnectedCall> fetch(
            String callId, Voices voices, long id, Call call, CallServices services, Talks talks) {
        var found = services.calls().find(callId).filter(other -> other != call).filter(other -> other.application()
                .id()
                .equals(call.application().id()));
        if (found.isEmpty()) {
            LOG.info("call {}: its application has no other call {}", call.id(), LogText.of(callId));
            return Optional.empty();
        }
        var guest = found.get();
        if (guest.engaged() || guest.inbox().ended().isPresent()) {
            LOG.info("call {} can't have call {}: it talks with somebody, or is over", call.id(), guest.id());
            return Optional.empty();
        }
        return Optional.of(want(guest, voices, id, call, services, talks));
    }

    /** Asks one to come as soon as it can. */
    static ConnectedCall want(Call guest, Voices voices, long id, Call call, CallServices services, Talks talks) {
        var connection = new Connection(call, id, guest, voices);
        guest.inbox().post(new CallEvent.Wanted(connection));
        return new ConnectedCall(id, call, connection, services, talks);
    }

    @Override
    public MediaSession session() {
        return connection.guest().media();
    }

    @Override
    public SessionTalks.Hold hold() {
        return connection.guest().hold();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Optional<CallId> callId() {
        return Optional.of(connection.guest().id());
    }

    @Override
    public State state() {
        return switch (connection.stage()) {
            case WANTED -> State.CALLED;
            case TALKING -> State.TALKING;
            case OVER -> State.OVER;
        };
    }

    @Override
    public Activity change() {
        return change;
    }

    @Override
    public void connect() {
        if (bridge != null) return;
        var room = services.outbound().room(call.media());
        bridge = Bridge.open(room, call.media(), connection.guest().media(), connection.voices());
        joinedAt = services.clock().instant();
        talks.begin(this, bridge);
        LOG.info(
                "call {} is connected with call {}",
                call.id(),
                connection.guest().id());
    }

    @Override
    public void press(char key) {
        if (call.inbox().lastKeyCarried()) return;
        if (connection.voices() != Voices.PARTY_ONLY) KeyPress.forCall(connection.guest(), key);
    }

    @Override
    public Duration talked() {
        return joinedAt == null
                ? Duration.ZERO
                : Duration.between(joinedAt, services.clock().instant());
    }

    @Override
    public boolean hungUp() {
        return ended().filter(
                        reason -> reason.cause() == Cause.CALLER_HUNG_UP || reason.cause() == Cause.CALLEE_HUNG_UP)
                .isPresent();
    }

    @Override
    public String code() {
        return UnreachedParty.code(ended().orElse(null), true);
    }

    /** It has its own. */
    @Override
    public Optional<SecondLeg> figures() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        connection.release();
        talks.leave(id);
        if (bridge != null && !talks.keeps(bridge)) bridge.close();
        call.inbox().forgetParty(id);
    }

    private Optional<EndReason> ended() {
        return connection.guest().inbox().ended();
    }
}

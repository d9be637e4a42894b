package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.TalkTerms;
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

/**
 * A party with a flow of its own, as the call that consults it sees it (D1): another call, with a thread of its own, which
 * is to be talked with once its flow wants that. Owned by the consulting call's thread.
 */
final class ConsultedCall implements OtherSide {

    private static final Logger LOG = LoggerFactory.getLogger(ConsultedCall.class);

    private final long id;
    private final Call call;
    private final Call consulted;
    private final Consultation consultation;
    private final CallServices services;
    private final Talks talks;
    private final Activity change;

    private @Nullable Bridge bridge;
    private @Nullable Instant joinedAt;
    private @Nullable Instant closedAt;

    private ConsultedCall(
            long id, Call call, Call consulted, Consultation consultation, CallServices services, Talks talks) {
        this.id = id;
        this.call = call;
        this.consulted = consulted;
        this.consultation = consultation;
        this.services = services;
        this.talks = talks;
        this.change = new Change(id);
    }

    /**
     * Calls it.
     *
     * @throws DialRefused when that can't even be tried; nothing is left then
     */
    static ConsultedCall call(Wish wish, String action, long id, Call call, CallServices services, Talks talks) {
        var consulted = OutgoingCall.start(
                call.application(),
                wish.number(),
                number -> new CallOrigin.Consulted(new Consultation(call, id, action, number)),
                new Exit.Shown(wish.shownNumber(), call.ownNumber()),
                wish.ringing(),
                Optional.of(call.media()),
                services,
                _ -> {});
        LOG.info(
                "call {} consults {} over {} as call {}",
                call.id(),
                LogText.of(wish.number()),
                consulted.trunk(),
                consulted.id());
        services.observer().partyCalled(call, consulted.to(), consulted.trunk(), consulted.leg());
        return new ConsultedCall(id, call, consulted, consulted.consultation().orElseThrow(), services, talks);
    }

    @Override
    public SessionTalks.Hold hold() {
        return consulted.hold();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Optional<CallId> callId() {
        return Optional.of(consulted.id());
    }

    /** For whom it waits, one who talks with the application still is being called. */
    @Override
    public State state() {
        if (consultation.end().isPresent()) return State.OVER;
        return consultation.wanted().isPresent() ? State.TALKING : State.CALLED;
    }

    @Override
    public Activity change() {
        return change;
    }

    @Override
    public void connect() {
        if (bridge != null) return;
        bridge = Bridge.open(services.outbound().room(call.media()), call.media(), consulted.media(), Voices.BOTH);
        joinedAt = services.clock().instant();
        consultation.joined(true);
        talks.begin(this, bridge);
    }

    @Override
    public MediaSession session() {
        return consulted.media();
    }

    @Override
    public void press(char key) {
        if (!call.inbox().lastKeyCarried()) KeyPress.forCall(consulted, key);
    }

    @Override
    public Optional<TalkTerms> terms() {
        return consultation.wanted();
    }

    @Override
    public Duration talked() {
        return joinedAt == null ? Duration.ZERO : Duration.between(joinedAt, over());
    }

    @Override
    public boolean hungUp() {
        return joinedAt != null
                && consultation
                        .end()
                        .filter(reason -> reason.cause() == Cause.CALLEE_HUNG_UP)
                        .isPresent();
    }

    @Override
    public String code() {
        return UnreachedParty.code(consultation.end().orElse(null), joinedAt != null);
    }

    /** From its answer on: it was on the line, whoever it talked with. */
    @Override
    public Optional<SecondLeg> figures() {
        return consultation.answeredAt().map(from -> new SecondLeg(consulted.to(), from, over()));
    }

    @Override
    public void close() {
        if (closedAt != null) return;
        closedAt = services.clock().instant();
        consultation.joined(false);
        var ours = whyClosed();
        if (!consultation.parted()) consulted.end(ours);
        talks.leave(id);
        if (bridge != null && !talks.keeps(bridge)) bridge.close();
        call.inbox().forgetParty(id);
        var reason = consultation.end().orElse(ours);
        services.observer().partyEnded(call, consulted.trunk(), reason, talked());
        LOG.info("call {}: whom it consulted is gone: {}", call.id(), LogText.of(reason.text()));
    }

    private Instant over() {
        return consultation
                .endedAt()
                .orElseGet(() -> closedAt == null ? services.clock().instant() : closedAt);
    }

    private EndReason whyClosed() {
        return call.inbox()
                .ended()
                .filter(reason -> reason.sipStatus() == 200)
                .orElseGet(() -> EndReason.of(Cause.APPLICATION_HUNG_UP, "the consultation is over"));
    }
}

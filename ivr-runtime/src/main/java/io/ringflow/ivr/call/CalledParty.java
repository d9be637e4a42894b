package io.ringflow.ivr.call;

import io.ringflow.ivr.call.Exit.Shown;
import io.ringflow.ivr.call.OutboundCalls.Departure;
import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Voices;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;
import io.ringflow.media.dtmf.InfoDigits;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.SessionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A party that a call has called: leg, media session, place on a trunk, and the bridge to the caller. Owned by the
 * call's thread; the leg's lane and the media loop write down what they see and post that something changed.
 */
final class CalledParty implements OtherSide, LegListener, MediaListener {

    private static final Logger LOG = LoggerFactory.getLogger(CalledParty.class);
    private static final int MOST_KEYS = 32;
    private static final int KEY_MILLIS = 160;
    private static final int KEY_GAP_MILLIS = 100;

    private final long id;
    private final Call call;
    private final CallServices services;
    private final Talks talks;
    private final Departure departure;
    private final SessionTalks offers;
    private final Queue<Character> keys = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Instant> answeredAt = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> endedAt = new AtomicReference<>();
    private final Activity change;

    private volatile State state = State.CALLED;
    private volatile boolean describesSound;
    private volatile boolean sounds;
    private volatile @Nullable EndReason end;
    private volatile @Nullable CallLeg leg;
    private @Nullable Bridge bridge;
    private boolean closed;

    /**
     * Calls it.
     *
     * @throws DialRefused when that can't even be tried; nothing is left then
     */
    static CalledParty call(Wish wish, long id, Call call, CallServices services, Talks talks) {
        var inlet = new PartyInlet();
        var near = Optional.of(call.media());
        var departure = services.outbound().prepare(call.application(), wish.number(), inlet, near);
        var party = new CalledParty(id, call, services, talks, departure);
        inlet.owner = party;
        var shown = new Shown(wish.shownNumber(), call.ownNumber());
        var leg = services.outbound().place(departure, shown, wish.ringing(), party);
        party.leg = leg;
        LOG.info("call {} calls {} over {}", call.id(), LogText.of(wish.number()), departure.trunk());
        services.observer().partyCalled(call, departure.number(), departure.trunk(), leg);
        return party;
    }

    private CalledParty(long id, Call call, CallServices services, Talks talks, Departure departure) {
        this.id = id;
        this.call = call;
        this.services = services;
        this.talks = talks;
        this.departure = departure;
        this.offers =
                new SessionTalks(departure.session(), () -> call.inbox().post(new CallEvent.PartyChanged(Talks.LEGS)));
        this.change = new Change(id);
    }

    /** Media speaks before there is a party to hear it; it has nothing to say then. */
    private static final class PartyInlet implements MediaListener {
        private volatile @Nullable CalledParty owner;

        @Override
        public void onEvent(MediaEvent event) {
            var party = owner;
            if (party != null) party.onEvent(event);
        }
    }

    /** It ends with it. */
    @Override
    public MediaSession session() {
        return departure.session();
    }

    @Override
    public SessionTalks.Hold hold() {
        return offers.hold();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Optional<CallId> callId() {
        return Optional.empty();
    }

    @Override
    public Optional<SecondLeg> figures() {
        var from = answeredAt.get();
        if (from == null) return Optional.empty();
        var to = endedAt.get();
        return Optional.of(new SecondLeg(
                departure.number(), from, to == null ? services.clock().instant() : to));
    }

    @Override
    public State state() {
        passKeys();
        // Who has described its sound and sends none has left the ring tone to us (RFC 3960 §3.2).
        return state == State.CALLED && describesSound && sounds ? State.AUDIBLE : state;
    }

    @Override
    public Activity change() {
        return change;
    }

    @Override
    public void connect() {
        if (bridge == null) {
            bridge = Bridge.open(
                    services.outbound().room(call.media()), call.media(), departure.session(), Voices.PARTY_ONLY);
        }
        if (state != State.TALKING) return;
        bridge.bothWays();
        talks.begin(this, bridge);
    }

    @Override
    public void press(char key) {
        if (!call.inbox().lastKeyCarried() && !talks.callerApart()) send(key);
    }

    @Override
    public void send(char key) {
        departure.session().sendDigits(String.valueOf(key), KEY_MILLIS, KEY_GAP_MILLIS);
    }

    @Override
    public Duration talked() {
        return figures().map(SecondLeg::duration).orElse(Duration.ZERO);
    }

    @Override
    public boolean hungUp() {
        var reason = end;
        return reason != null && reason.cause() == Cause.CALLEE_HUNG_UP && answeredAt.get() != null;
    }

    @Override
    public String code() {
        return UnreachedParty.code(end, answeredAt.get() != null);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        endedAt.compareAndSet(null, services.clock().instant());
        var ours = leg;
        if (ours != null) ours.bye(whyClosed());
        talks.leave(id);
        if (bridge != null && !talks.keeps(bridge)) bridge.close();
        departure.close();
        call.inbox().forgetParty(id);
        var reason = end == null ? whyClosed() : end;
        services.observer().partyEnded(call, departure.trunk(), reason, talked());
        LOG.info("call {}: its party is gone: {}", call.id(), LogText.of(reason.text()));
    }

    private EndReason whyClosed() {
        return call.inbox()
                .ended()
                .filter(reason -> reason.sipStatus() == 200)
                .orElseGet(() -> EndReason.of(Cause.APPLICATION_HUNG_UP, "the consultation is over"));
    }

    /** Keys of the party are pressed while it talks; the talk says for whom. */
    private void passKeys() {
        for (var key = keys.poll(); key != null; key = keys.poll()) {
            if (state == State.TALKING) talks.pressed(id, key);
        }
    }

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        return offers.answer(offer);
    }

    @Override
    public SessionDescription onOfferWanted() {
        return offers.offer();
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        offers.accept(answer);
    }

    @Override
    public void onEvent(LegEvent event) {
        switch (event) {
            case LegEvent.Progress(int status, boolean early) -> {
                LOG.debug("call {}: its party says {}", call.id(), status);
                describesSound = early;
            }
            case LegEvent.Confirmed() -> {
                answeredAt.set(services.clock().instant());
                state = State.TALKING;
            }
            case LegEvent.Info info -> {
                InfoDigits.parse(info.contentType(), info.body())
                        .ifPresent(
                                press -> departure.session().digitBySignalling(press.digit(), press.durationMillis()));
                return;
            }
            case LegEvent.Referral _ -> {
                return;
            }
            case LegEvent.Ended(EndReason reason) -> {
                endedAt.compareAndSet(null, services.clock().instant());
                end = reason;
                state = State.OVER;
                departure.line().close();
            }
        }
        call.inbox().post(new CallEvent.PartyChanged(id));
    }

    /** On the media loop. */
    @Override
    public void onEvent(MediaEvent event) {
        var ours = leg;
        switch (event) {
            case MediaEvent.Digit digit -> {
                if (!digit.carried() && keys.size() < MOST_KEYS) keys.add(digit.digit());
                call.inbox().post(new CallEvent.PartyChanged(id));
            }
            case MediaEvent.DigitToSignal key -> {
                if (ours != null) ours.info(InfoDigits.RELAY, InfoDigits.body(key.digit(), key.durationMillis()));
            }
            case MediaEvent.MediaTimeout(long millis) -> {
                var reason = EndReason.of(Cause.MEDIA_TIMEOUT, "no sound came for " + millis / 1000 + " s");
                // Who only rings may be silent.
                if (ours != null && state == State.TALKING) ours.bye(reason);
            }
            case MediaEvent.MediaStarted _ -> {
                sounds = true;
                call.inbox().post(new CallEvent.PartyChanged(id));
            }
            case MediaEvent.DigitEnded _,
                    MediaEvent.DigitsSent _,
                    MediaEvent.PassFinished _,
                    MediaEvent.PlaybackEnded _ -> {}
        }
    }
}

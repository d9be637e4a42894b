package io.ringflow.sip.leg;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that several far ends are asked to take, at once or one after another, seen as one leg (RFC 3261 §16.6, §16.7,
 * done by the caller itself). Who answers first has it; the others are cancelled, or hung up if their answers cross.
 * Its state is its lane's; far ends that are still asked have lanes of their own.
 */
final class PlannedLeg implements CallLeg {
    private static final Logger log = LoggerFactory.getLogger(PlannedLeg.class);
    private static final EndReason ELSEWHERE =
            new EndReason(Cause.CALLER_HUNG_UP, 200, ReasonHeader.NOT_SELECTED, "Call completed elsewhere");

    private final String id;
    private final CallPlan plan;
    private final SessionDescription offer;
    private final LegListener owner;
    private final SerialLane lane;
    private final Caller calls;
    private final List<FarEnd> asked = new ArrayList<>();

    private volatile List<FarEnd> everyone = List.of();
    private volatile @Nullable FarEnd taker;
    private volatile LegState state = LegState.INVITED;
    private Optional<LegEvent.Progress> shown = Optional.empty();
    private @Nullable EndReason best;
    private boolean over;

    /** Makes the leg to one far end. */
    interface Caller {
        CallLeg call(CallTarget target, SessionDescription offer, LegListener listener);
    }

    PlannedLeg(String id, CallPlan plan, SessionDescription offer, LegListener owner, SerialLane lane, Caller calls) {
        this.id = id;
        this.plan = plan;
        this.offer = offer;
        this.owner = owner;
        this.lane = lane;
        this.calls = calls;
    }

    PlannedLeg begin(List<CallTarget> first) {
        lane.submit(() -> ask(first));
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public LegState state() {
        FarEnd its = taker;
        return its == null ? state : its.leg().state();
    }

    @Override
    public void listen(LegListener listener) {
        throw new IllegalStateException("a leg that we call has its owner");
    }

    @Override
    public void ring() {}

    @Override
    public void progress(SessionDescription description) {}

    @Override
    public void answer(SessionDescription description) {}

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        bye(reason);
    }

    @Override
    public void reoffer(SessionDescription description) {
        toTaker(leg -> leg.reoffer(description));
    }

    @Override
    public void info(String contentType, byte[] body) {
        toTaker(leg -> leg.info(contentType, body));
    }

    @Override
    public void refer(String user) {
        toTaker(leg -> leg.refer(user));
    }

    @Override
    public void bye(EndReason reason) {
        lane.submit(() -> {
            FarEnd its = taker;
            if (over) {
                return;
            }
            if (its != null) {
                its.leg().bye(reason);
            } else {
                giveUp(reason);
            }
        });
    }

    @Override
    public String ladder() {
        return everyone.stream().map(farEnd -> farEnd.leg().ladder()).collect(Collectors.joining("\n"));
    }

    private void toTaker(Consumer<CallLeg> verb) {
        FarEnd its = taker;
        if (its != null) {
            verb.accept(its.leg());
        }
    }

    private void ask(List<CallTarget> targets) {
        best = null;
        boolean alone = targets.size() == 1;
        for (CallTarget target : targets) {
            var farEnd = new FarEnd(this, lane, alone);
            try {
                farEnd.calledBy(calls.call(target, offer, farEnd));
                asked.add(farEnd);
            } catch (RuntimeException failed) {
                log.debug("call {} can't be made to {}", id, target.hop(), failed);
                remember(EndReason.of(Cause.TRANSPORT_FAILED, "the far end can't be called"));
            }
        }
        var all = new ArrayList<>(everyone);
        all.addAll(asked);
        everyone = List.copyOf(all);
        goOnIfNobodyIsAsked();
    }

    /** On the lane. */
    void heard(FarEnd farEnd, LegEvent event) {
        switch (event) {
            case LegEvent.Progress progress -> show(farEnd, progress);
            case LegEvent.Confirmed() -> answered(farEnd);
            case LegEvent.Info _, LegEvent.Referral _ -> {
                if (farEnd == taker) {
                    owner.onEvent(event);
                }
            }
            case LegEvent.Ended(EndReason reason) -> ended(farEnd, reason);
        }
    }

    /** Sound before the answer is only of use while nobody else may answer. On the lane. */
    void describedEarly(FarEnd farEnd, SessionDescription sound) {
        if (over || taker != null || !asked.contains(farEnd)) {
            return;
        }
        try {
            owner.onAnswer(sound);
            farEnd.told(sound);
        } catch (OfferRejected unusable) {
            log.debug("call {}: early media unusable: {}", id, unusable.getMessage());
        }
    }

    LegListener owner() {
        return owner;
    }

    boolean has(FarEnd farEnd) {
        return taker == farEnd;
    }

    private void show(FarEnd farEnd, LegEvent.Progress progress) {
        if (over || taker != null) {
            return;
        }
        state = LegState.EARLY;
        var news = new LegEvent.Progress(progress.status(), progress.earlyMedia() && farEnd.alone());
        if (shown.filter(news::equals).isEmpty()) {
            shown = Optional.of(news);
            owner.onEvent(news);
        }
    }

    private void answered(FarEnd farEnd) {
        if (over || taker != null) {
            farEnd.leg().bye(ELSEWHERE);
            return;
        }
        taker = farEnd;
        asked.remove(farEnd);
        asked.forEach(other -> other.leg().bye(ELSEWHERE));
        asked.clear();
        try {
            Optional<SessionDescription> news = farEnd.untold();
            if (news.isPresent()) {
                owner.onAnswer(news.get());
            }
        } catch (OfferRejected unusable) {
            farEnd.leg().bye(EndReason.of(Cause.NOT_ACCEPTABLE, "the answer can't be used: " + unusable.getMessage()));
            return;
        } catch (RuntimeException bug) {
            log.error("call {}: its owner failed at an answer", id, bug);
            farEnd.leg().bye(EndReason.of(Cause.SERVER_ERROR, "the answer could not be taken"));
            return;
        }
        owner.onEvent(new LegEvent.Confirmed());
    }

    private void ended(FarEnd farEnd, EndReason reason) {
        boolean counted = asked.remove(farEnd);
        if (farEnd == taker) {
            finish(reason);
        } else if (counted && !over) {
            remember(reason);
            if (reason.sipStatus() >= 600) {
                // RFC 3261 §16.7: it speaks for all of them
                giveUp(reason);
            } else {
                goOnIfNobodyIsAsked();
            }
        }
    }

    private void goOnIfNobodyIsAsked() {
        EndReason failed = best;
        if (over || taker != null || !asked.isEmpty() || failed == null) {
            return;
        }
        List<CallTarget> more = plan.next(failed);
        if (more.isEmpty()) {
            finish(failed);
        } else {
            ask(more);
        }
    }

    private void giveUp(EndReason reason) {
        List<FarEnd> left = List.copyOf(asked);
        asked.clear();
        finish(reason);
        left.forEach(farEnd -> farEnd.leg().bye(reason));
    }

    private void finish(EndReason reason) {
        if (!over) {
            over = true;
            state = LegState.ENDED;
            owner.onEvent(new LegEvent.Ended(reason));
        }
    }

    private void remember(EndReason reason) {
        EndReason before = best;
        if (before == null || says(reason) > says(before)) {
            best = reason;
        }
    }

    /** How much a reason tells of the callee, not of the way to one of its telephones. */
    private static int says(EndReason reason) {
        return switch (reason.cause()) {
            case CALLEE_DECLINED -> 6;
            case NO_ANSWER -> 5;
            case CALLEE_BUSY -> 4;
            case CALLEE_UNAVAILABLE -> 3;
            case NOT_ACCEPTABLE -> 2;
            case CALL_REFUSED -> 1;
            default -> 0;
        };
    }
}

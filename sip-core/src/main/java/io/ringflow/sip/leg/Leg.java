package io.ringflow.sip.leg;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.leg.LegMachine.Action;
import io.ringflow.sip.leg.LegMachine.Input;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.leg.LegRegistry.InviteKey;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.trace.LegTrace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a call is from its answer on, whoever called whom: an owner, a dialog, requests either way, one end. How it came
 * to be answered is its kind's business. Its state is its lane's.
 */
public abstract sealed class Leg implements CallLeg permits InboundLeg, OutboundLeg {
    private static final Logger log = LoggerFactory.getLogger(Leg.class);

    private final String id;
    private final LegContext context;
    private final SerialLane lane;
    private final LegTrace trace;
    private final Answers answers;
    private final SessionTimer sessionTimer;
    private final Reoffer reoffer;
    private final Referrals referrals;

    private volatile Phase phase;
    private volatile @Nullable LegListener owner;
    private @Nullable EndReason ended;

    Leg(String id, LegContext context, Phase first) {
        this.id = id;
        this.context = context;
        phase = first;
        lane = context.lanes().lane("leg-" + id);
        trace = new LegTrace(context.clock());
        answers = new Answers(this, this::notAcknowledged);
        sessionTimer = new SessionTimer(this);
        reoffer = new Reoffer(this);
        referrals = new Referrals(this);
    }

    /** The dialog that holds; a leg that calls has several until one is answered, and none at first. */
    abstract Dialog dialog();

    /** Every dialog of its that the registry knows. */
    abstract List<Dialog> dialogs();

    abstract DialogWire wire();

    abstract OfferAnswer exchange();

    /** The INVITE that made the leg, if it came from outside. */
    abstract Optional<InviteKey> invitedBy();

    /** Whether the Call-ID is of our making, which decides who waits longer after glare (RFC 3261 §14.1). */
    abstract boolean ownsCallId();

    /** Hands over a request that belongs to a dialog of this leg; from any thread. */
    public abstract void receive(InboundRequest request);

    /** The CANCEL of the INVITE that made the leg. */
    abstract void cancelled();

    /** Ends it for a reason of ours. */
    abstract void hangUp(EndReason reason);

    /** The peer said BYE in a dialog that is not answered. */
    abstract void byeBeforeAnswer();

    /** What it is called when the peer hangs up. */
    abstract EndReason peerHungUp();

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final LegState state() {
        return phase.shown();
    }

    @Override
    public final void listen(LegListener listener) {
        owner = listener;
    }

    @Override
    public final void reoffer(SessionDescription offer) {
        lane.submit(() -> reoffer.want(offer));
    }

    @Override
    public final void info(String contentType, byte[] body) {
        lane.submit(() -> {
            if (phase == Phase.CONFIRMED) {
                wire().send("INFO", List.of(), Optional.of(new SessionDescription(contentType, body)), anyAnswer -> {});
            }
        });
    }

    @Override
    public final void refer(String user) {
        lane.submit(() -> referrals.ask(user));
    }

    @Override
    public final void bye(EndReason reason) {
        lane.submit(() -> hangUp(reason));
    }

    @Override
    public final String ladder() {
        return trace.ladder();
    }

    /** Lets go of what the peer still owes when nobody can wait for it any more. */
    public void abandon() {
        lane.submit(() -> {
            answers.stopRepeating();
            context.legs().remove(this);
        });
    }

    /** Whether the leg is over for its owner. */
    final boolean over() {
        return phase.shown() == LegState.ENDED;
    }

    final LegTrace trace() {
        return trace;
    }

    final LegContext context() {
        return context;
    }

    final SerialLane lane() {
        return lane;
    }

    final Answers answers() {
        return answers;
    }

    final SessionTimer sessionTimer() {
        return sessionTimer;
    }

    final Reoffer offers() {
        return reoffer;
    }

    final Referrals referrals() {
        return referrals;
    }

    final Phase phase() {
        return phase;
    }

    final boolean hasOwner() {
        return owner != null;
    }

    /** The owner; a leg whose owner never came ends before anyone asks. */
    final LegListener owner() {
        LegListener listener = owner;
        if (listener == null) {
            throw new IllegalStateException("leg " + id + " has no owner");
        }
        return listener;
    }

    final Action move(Input input) {
        LegMachine.Step step = LegMachine.step(phase, input);
        phase = step.next();
        return step.action();
    }

    /** The ACK of our 2xx is here, or something that proves it was sent. */
    final void acknowledged() {
        answers.stopRepeating();
        switch (move(Input.ACK)) {
            case CONFIRM -> tell(new LegEvent.Confirmed());
            case SEND_BYE -> sendBye();
            default -> {}
        }
    }

    final void byeReceived() {
        answers.stopRepeating();
        switch (move(Input.BYE)) {
            case CANCELLED, END_AND_SEND_CANCEL -> byeBeforeAnswer();
            case HUNG_UP -> {
                over(peerHungUp());
                context.legs().remove(this);
            }
            case FORGET -> context.legs().remove(this);
            default -> {}
        }
    }

    /** Does what the table said about an end that concerns an answered call. */
    final void end(Action action, EndReason reason) {
        switch (action) {
            case END -> over(reason);
            case END_AND_SEND_BYE -> {
                answers.stopRepeating();
                ended = reason;
                sendBye();
                over(reason);
            }
            case SEND_BYE -> sendBye();
            default -> {}
        }
    }

    /** The end for the owner, once. */
    final void over(EndReason reason) {
        ended = reason;
        sessionTimer.stop();
        reoffer.stop();
        trace.note("ended: " + reason.cause() + ", " + reason.text());
        log.debug("leg {} ended: {}", id, reason);
        context.observer().legEnded(id, reason);
        tell(new LegEvent.Ended(reason));
    }

    final void tell(LegEvent event) {
        LegListener listener = owner;
        if (listener == null) {
            return;
        }
        try {
            listener.onEvent(event);
        } catch (RuntimeException bug) {
            log.error("leg {}: its owner failed at {}", id, event.getClass().getSimpleName(), bug);
        }
    }

    /** A BYE says why: the reason the leg ended for, if it did. */
    final void sendBye() {
        wire().send("BYE", whyEnded(), Optional.empty(), anyAnswer -> {
            if (move(Input.BYE_DONE) == Action.FORGET) {
                context.legs().remove(this);
            }
        });
    }

    final List<HeaderLine> whyEnded() {
        return ended == null ? List.of() : List.of(ReasonHeader.of(ended));
    }

    private void notAcknowledged() {
        end(move(Input.ACK_TIMEOUT), EndReason.of(Cause.NOT_ACKNOWLEDGED, "no ACK came for our answer"));
    }
}

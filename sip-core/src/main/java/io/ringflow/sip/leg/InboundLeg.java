package io.ringflow.sip.leg;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.IncomingCalls;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.leg.LegMachine.Action;
import io.ringflow.sip.leg.LegMachine.Input;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.trace.LegTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that came to us, from its INVITE to the last answer either side owes. Its state is its lane's. */
public final class InboundLeg implements CallLeg {
    private static final Logger log = LoggerFactory.getLogger(InboundLeg.class);

    private final String id;
    private final InboundRequest invite;
    private final LegContext context;
    private final Instant invitedAt;
    private final SerialLane lane;
    private final LegTrace trace;
    private final Dialog dialog;
    private final DialogWire wire;
    private final OfferAnswer exchange = new OfferAnswer();
    private final Answers answers;
    private final SessionTimer sessionTimer;
    private final Reoffer reoffer;
    private final DialogRequests requests;

    private volatile Phase phase = Phase.INVITED;
    private volatile @Nullable LegListener owner;
    private @Nullable EndReason ended;
    private boolean rung;

    /** The leg of an INVITE that is admitted; {@link #begin} starts it. */
    public InboundLeg(String id, String localTag, InboundRequest invite, LegContext context) {
        this.id = id;
        this.invite = invite;
        this.context = context;
        invitedAt = context.clock().instant();
        lane = context.lanes().lane("leg-" + id);
        trace = new LegTrace(context.clock());
        dialog = Dialog.of(invite, localTag);
        wire = new DialogWire(context, dialog, lane, trace);
        answers = new Answers(this, this::notAcknowledged);
        sessionTimer = new SessionTimer(this);
        reoffer = new Reoffer(this);
        requests = new DialogRequests(this);
        if (Body.session(invite).isPresent()) {
            exchange.offerReceived();
        }
    }

    /** Hands the call to its owner, on the lane. The stack has said 100 Trying. */
    public void begin(IncomingCalls calls, Invitation invitation) {
        wire.received(invite);
        context.observer().legStarted(id);
        lane.submit(() -> introduce(calls, invitation));
    }

    /** Hands over a request that belongs to this leg; from any thread. */
    public void receive(InboundRequest request) {
        lane.submit(() -> requests.handle(request));
    }

    /**
     * Takes the INVITE again, after its transaction ended with the 2xx (RFC 6026 §7.1): the 2xx was lost, or is on its
     * way still.
     */
    void receiveAgain(InboundRequest sameInvite) {
        lane.submit(() -> answers.sendAgain(sameInvite));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public LegState state() {
        return phase.shown();
    }

    @Override
    public void listen(LegListener listener) {
        owner = listener;
    }

    @Override
    public void ring() {
        lane.submit(() -> {
            if (!rung && move(Input.RING) == Action.SEND_RINGING) {
                rung = true;
                wire.reply(invite, 180, List.of(Capabilities.ALLOW), Optional.empty());
            }
        });
    }

    @Override
    public void progress(SessionDescription description) {
        lane.submit(() -> {
            if (move(Input.PROGRESS) != Action.SEND_PROGRESS) {
                return;
            }
            // An offer may not travel in a 1xx that nobody acknowledges (RFC 3261 §13.2.1); an early answer may.
            boolean mayDescribe = exchange.owed() != OfferAnswer.Owed.OFFER;
            if (mayDescribe) {
                exchange.answered();
            }
            wire.reply(
                    invite,
                    183,
                    List.of(Capabilities.ALLOW),
                    mayDescribe ? Optional.of(description) : Optional.empty());
        });
    }

    @Override
    public void answer(SessionDescription description) {
        lane.submit(() -> {
            if (move(Input.ANSWER) == Action.SEND_ANSWER) {
                sendAnswer(description);
            }
        });
    }

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        lane.submit(() -> end(Input.REJECT, reason, retryAfterSeconds));
    }

    @Override
    public void reoffer(SessionDescription offer) {
        lane.submit(() -> reoffer.want(offer));
    }

    @Override
    public void info(String contentType, byte[] body) {
        lane.submit(() -> {
            if (phase == Phase.CONFIRMED) {
                wire.send("INFO", List.of(), Optional.of(new SessionDescription(contentType, body)), anyAnswer -> {});
            }
        });
    }

    @Override
    public void bye(EndReason reason) {
        lane.submit(() -> hangUp(reason));
    }

    @Override
    public String ladder() {
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
    boolean over() {
        return phase.shown() == LegState.ENDED;
    }

    InboundRequest invite() {
        return invite;
    }

    DialogId dialogId() {
        return dialog.id();
    }

    LegTrace trace() {
        return trace;
    }

    LegContext context() {
        return context;
    }

    SerialLane lane() {
        return lane;
    }

    Dialog dialog() {
        return dialog;
    }

    DialogWire wire() {
        return wire;
    }

    OfferAnswer exchange() {
        return exchange;
    }

    Answers answers() {
        return answers;
    }

    SessionTimer sessionTimer() {
        return sessionTimer;
    }

    Reoffer offers() {
        return reoffer;
    }

    Phase phase() {
        return phase;
    }

    /** The owner; a leg whose owner never came ends before anyone asks. */
    LegListener owner() {
        LegListener listener = owner;
        if (listener == null) {
            throw new IllegalStateException("leg " + id + " has no owner");
        }
        return listener;
    }

    /** The ACK of our 2xx is here, or something that proves it was sent. */
    void acknowledged() {
        answers.stopRepeating();
        switch (move(Input.ACK)) {
            case CONFIRM -> tell(new LegEvent.Confirmed());
            case SEND_BYE -> sendBye();
            default -> {}
        }
    }

    void cancelled() {
        if (move(Input.CANCEL) == Action.CANCELLED) {
            refuseCancelled(EndReason.of(Cause.CALLER_CANCELLED, "the caller cancelled the call"));
        }
    }

    void byeReceived() {
        answers.stopRepeating();
        switch (move(Input.BYE)) {
            case CANCELLED ->
                refuseCancelled(EndReason.of(Cause.CALLER_CANCELLED, "the caller hung up before the answer"));
            case HUNG_UP -> {
                over(EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up"));
                context.legs().remove(this);
            }
            case FORGET -> context.legs().remove(this);
            default -> {}
        }
    }

    void hangUp(EndReason reason) {
        end(Input.HANG_UP, reason, OptionalInt.empty());
    }

    void tell(LegEvent event) {
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

    private void introduce(IncomingCalls calls, Invitation invitation) {
        try {
            calls.onIncoming(this, invitation);
        } catch (RuntimeException bug) {
            log.error("leg {}: the call could not be taken", id, bug);
            hangUp(EndReason.of(Cause.SERVER_ERROR, "the call could not be taken"));
            return;
        }
        // After what the owner asked for while it took the call: a reject needs no listener.
        lane.submit(() -> {
            if (owner == null && !over()) {
                hangUp(EndReason.of(Cause.SERVER_ERROR, "nobody took the call"));
            }
        });
    }

    private void sendAnswer(SessionDescription description) {
        List<HeaderLine> headers = new ArrayList<>(List.of(Capabilities.ALLOW, Capabilities.SUPPORTED));
        headers.addAll(sessionTimer.accept(invite));
        exchange.describedIn2xx();
        answers.send(invite, headers, description);
        context.observer()
                .legAnswered(
                        id,
                        Duration.between(invitedAt, context.clock().instant()).toNanos());
    }

    private void notAcknowledged() {
        EndReason reason = EndReason.of(Cause.NOT_ACKNOWLEDGED, "no ACK came for our answer");
        end(Input.ACK_TIMEOUT, reason, OptionalInt.empty());
    }

    private void end(Input input, EndReason reason, OptionalInt retryAfterSeconds) {
        switch (move(input)) {
            case REFUSE -> {
                List<HeaderLine> headers = new ArrayList<>(List.of(ReasonHeader.of(reason)));
                retryAfterSeconds.ifPresent(
                        seconds -> headers.add(new HeaderLine("Retry-After", Integer.toString(seconds))));
                wire.reply(invite, refusalStatus(reason), headers, Optional.empty());
                over(reason);
                context.legs().remove(this);
            }
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

    private void refuseCancelled(EndReason reason) {
        wire.reply(invite, 487);
        over(reason);
        context.legs().remove(this);
    }

    private void sendBye() {
        List<HeaderLine> reason = ended == null ? List.of() : List.of(ReasonHeader.of(ended));
        wire.send("BYE", reason, Optional.empty(), anyAnswer -> {
            if (move(Input.BYE_DONE) == Action.FORGET) {
                context.legs().remove(this);
            }
        });
    }

    /** The end for the owner, once. */
    private void over(EndReason reason) {
        ended = reason;
        sessionTimer.stop();
        reoffer.stop();
        trace.note("ended: " + reason.cause() + ", " + reason.text());
        log.debug("leg {} ended: {}", id, reason);
        context.observer().legEnded(id, reason);
        tell(new LegEvent.Ended(reason));
    }

    private Action move(Input input) {
        LegMachine.Step step = LegMachine.step(phase, input);
        phase = step.next();
        return step.action();
    }

    /** Some reasons carry the status of a normal end, which refuses nothing. */
    private static int refusalStatus(EndReason reason) {
        return reason.sipStatus() < 300 || reason.sipStatus() > 699 ? 480 : reason.sipStatus();
    }
}

package io.ringflow.sip.leg;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.IncomingCalls;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.leg.LegMachine.Action;
import io.ringflow.sip.leg.LegMachine.Input;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.leg.LegRegistry.InviteKey;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that came to us, from its INVITE to the last answer either side owes. Its state is its lane's. */
public final class InboundLeg extends Leg {
    private static final Logger log = LoggerFactory.getLogger(InboundLeg.class);

    private final InboundRequest invite;
    private final Instant invitedAt;
    private final Dialog dialog;
    private final DialogWire wire;
    private final OfferAnswer exchange = new OfferAnswer();
    private final DialogRequests requests;

    private boolean rung;

    /** The leg of an INVITE that is admitted; {@link #begin} starts it. */
    public InboundLeg(String id, String localTag, InboundRequest invite, LegContext context) {
        super(id, context, Phase.INVITED);
        this.invite = invite;
        invitedAt = context.clock().instant();
        dialog = Dialog.of(invite, localTag);
        wire = new DialogWire(context, dialog, lane(), trace());
        requests = new DialogRequests(this, dialog, wire, exchange);
        if (Body.session(invite).isPresent()) {
            exchange.offerReceived();
        }
    }

    /** Hands the call to its owner, on the lane(). The stack says 100 Trying if nothing is answered. */
    public void begin(IncomingCalls calls, Invitation invitation) {
        wire.received(invite);
        context().observer().legStarted(id());
        lane().submit(() -> introduce(calls, invitation));
    }

    @Override
    public void receive(InboundRequest request) {
        if (isBrief(request)) {
            lane().submitBrief(() -> requests.handle(request));
        } else {
            lane().submit(() -> requests.handle(request));
        }
    }

    /** Nothing to negotiate: an offer or an answer goes to the media, where it may wait for a moment. */
    private static boolean isBrief(InboundRequest request) {
        return switch (request.method()) {
            case "ACK", "BYE" -> Body.session(request).isEmpty();
            default -> false;
        };
    }

    /**
     * Takes the INVITE again, after its transaction ended with the 2xx (RFC 6026 §7.1): the 2xx was lost, or is on its
     * way still.
     */
    void receiveAgain(InboundRequest sameInvite) {
        lane().submit(() -> answers().sendAgain(sameInvite));
    }

    @Override
    public void ring() {
        lane().submit(() -> {
            if (!rung && move(Input.RING) == Action.SEND_RINGING) {
                rung = true;
                // An application often answers so soon that nobody would have heard it ring.
                boolean later = invite.unlessAnswered(() -> lane().submit(this::sendRinging));
                if (!later) {
                    sendRinging();
                }
            }
        });
    }

    private void sendRinging() {
        if (phase() == Phase.EARLY) {
            wire.reply(invite, 180, List.of(Capabilities.ALLOW), Optional.empty());
        }
    }

    @Override
    public void progress(SessionDescription description) {
        lane().submit(() -> {
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
        lane().submit(() -> {
            if (move(Input.ANSWER) == Action.SEND_ANSWER) {
                sendAnswer(description);
            }
        });
    }

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        lane().submit(() -> end(Input.REJECT, reason, retryAfterSeconds));
    }

    InboundRequest invite() {
        return invite;
    }

    @Override
    Dialog dialog() {
        return dialog;
    }

    @Override
    List<Dialog> dialogs() {
        return List.of(dialog);
    }

    @Override
    DialogWire wire() {
        return wire;
    }

    @Override
    OfferAnswer exchange() {
        return exchange;
    }

    @Override
    Optional<InviteKey> invitedBy() {
        return Optional.of(InviteKey.of(invite));
    }

    @Override
    boolean ownsCallId() {
        return false;
    }

    @Override
    void cancelled() {
        if (move(Input.CANCEL) == Action.CANCELLED) {
            refuseCancelled("the caller cancelled the call");
        }
    }

    @Override
    void byeBeforeAnswer() {
        refuseCancelled("the caller hung up before the answer");
    }

    @Override
    EndReason peerHungUp() {
        return EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up");
    }

    @Override
    void hangUp(EndReason reason) {
        end(Input.HANG_UP, reason, OptionalInt.empty());
    }

    private void introduce(IncomingCalls calls, Invitation invitation) {
        try {
            calls.onIncoming(this, invitation);
        } catch (RuntimeException bug) {
            log.error("leg {}: the call could not be taken", id(), bug);
            hangUp(EndReason.of(Cause.SERVER_ERROR, "the call could not be taken"));
            return;
        }
        // After what the owner asked for while it took the call: a reject needs no listener.
        lane().submit(() -> {
            if (!hasOwner() && !over()) {
                hangUp(EndReason.of(Cause.SERVER_ERROR, "nobody took the call"));
            }
        });
    }

    private void sendAnswer(SessionDescription description) {
        List<HeaderLine> headers = new ArrayList<>(List.of(Capabilities.ALLOW, Capabilities.SUPPORTED));
        headers.addAll(sessionTimer().accept(invite));
        exchange.describedIn2xx();
        answers().send(invite, headers, description);
        context()
                .observer()
                .legAnswered(
                        id(),
                        Duration.between(invitedAt, context().clock().instant()).toNanos());
    }

    private void end(Input input, EndReason reason, OptionalInt retryAfterSeconds) {
        Action action = move(input);
        if (action != Action.REFUSE) {
            end(action, reason);
            return;
        }
        List<HeaderLine> headers = new ArrayList<>(List.of(ReasonHeader.of(reason)));
        retryAfterSeconds.ifPresent(seconds -> headers.add(new HeaderLine("Retry-After", Integer.toString(seconds))));
        wire.reply(invite, refusalStatus(reason), headers, Optional.empty());
        over(reason);
        context().legs().remove(this);
    }

    private void refuseCancelled(String text) {
        wire.reply(invite, 487);
        over(EndReason.of(Cause.CALLER_CANCELLED, text));
        context().legs().remove(this);
    }

    /** Some reasons carry the status of a normal end, which refuses nothing. */
    private static int refusalStatus(EndReason reason) {
        return reason.sipStatus() < 300 || reason.sipStatus() > 699 ? 480 : reason.sipStatus();
    }
}

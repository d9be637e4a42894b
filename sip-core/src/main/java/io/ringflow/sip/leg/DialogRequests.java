package io.ringflow.sip.leg;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegState;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the peer asks inside a dialog (RFC 3261 §12.2.2, §14.2, §15.1.2; RFC 3311; RFC 6086). */
final class DialogRequests {
    private static final Logger log = LoggerFactory.getLogger(DialogRequests.class);

    private final Leg leg;
    private final DialogWire wire;
    private final Dialog dialog;
    private final OfferAnswer exchange;

    DialogRequests(Leg leg, Dialog dialog, DialogWire wire, OfferAnswer exchange) {
        this.leg = leg;
        this.dialog = dialog;
        this.wire = wire;
        this.exchange = exchange;
    }

    void handle(InboundRequest request) {
        wire.received(request);
        switch (request.method()) {
            case "ACK" -> acknowledged(request);
            case "CANCEL" -> {
                // RFC 3261 §9.2: 200 even if it comes too late to have an effect.
                wire.reply(request, 200);
                if (leg.invitedBy()
                        .filter(invite -> invite.cseq() == request.cseq())
                        .isPresent()) {
                    leg.cancelled();
                }
            }
            default -> {
                if (!refused(request)) {
                    serve(request);
                }
            }
        }
    }

    private boolean refused(InboundRequest request) {
        boolean bye = request.method().equals("BYE");
        if (leg.phase() == Phase.ENDED || (leg.over() && !bye)) {
            wire.reply(request, 481);
            return true;
        }
        if (!dialog.inOrder(request)) {
            wire.reply(request, 500);
            return true;
        }
        Optional<Refusal> refusal = RequestRules.refusal(request);
        refusal.ifPresent(no -> wire.reply(request, no));
        return refusal.isPresent();
    }

    private void serve(InboundRequest request) {
        switch (request.method()) {
            case "BYE" -> {
                // Its owner first: who was told that it is over finds it so, though we die the moment after.
                leg.byeReceived();
                wire.reply(request, 200);
            }
            case "INVITE" -> reInvite(request);
            case "UPDATE" -> update(request);
            case "INFO" -> info(request);
            case "NOTIFY" -> notified(request);
            case "OPTIONS" -> wire.reply(request, 200, Capabilities.told(), Optional.empty());
            default -> wire.reply(request, Refusal.of(405, Capabilities.ALLOW));
        }
    }

    private void acknowledged(InboundRequest ack) {
        Optional<AnswerRepeater> waiting = leg.answers().unacknowledged().filter(answer -> answer.cseq() == ack.cseq());
        if (waiting.isEmpty()) {
            return;
        }
        boolean answerDue = exchange.owed() == OfferAnswer.Owed.THEIR_ANSWER && !leg.over();
        if (!answerDue) {
            leg.acknowledged();
            leg.offers().next();
            return;
        }
        boolean first = leg.phase() == Phase.ANSWERED;
        Optional<EndReason> unusable = takeAnswer(ack);
        exchange.answered();
        leg.acknowledged();
        if (unusable.isPresent() && first) {
            leg.hangUp(unusable.get());
        }
        leg.offers().next();
    }

    /** The answer to an offer of ours comes in the ACK; without a usable one there is no session. */
    private Optional<EndReason> takeAnswer(InboundRequest ack) {
        Optional<SessionDescription> answer = Body.session(ack);
        if (answer.isEmpty()) {
            return Optional.of(EndReason.of(Cause.NOT_ACCEPTABLE, "the ACK answered our offer with nothing"));
        }
        try {
            leg.owner().onAnswer(answer.get());
            return Optional.empty();
        } catch (OfferRejected unusable) {
            return Optional.of(
                    EndReason.of(Cause.NOT_ACCEPTABLE, "the answer can't be used: " + unusable.getMessage()));
        } catch (RuntimeException bug) {
            log.error("leg {}: its owner failed at an answer", leg.id(), bug);
            return Optional.of(EndReason.of(Cause.SERVER_ERROR, "the answer could not be taken"));
        }
    }

    private void reInvite(InboundRequest request) {
        if (leg.state() == LegState.INVITED || leg.state() == LegState.EARLY) {
            // RFC 3261 §14.2: the first INVITE has no final response yet.
            wire.reply(request, Refusal.retryAfter(500, leg.context().retryAfterSeconds()));
            return;
        }
        if (leg.offers().inProgress()) {
            wire.reply(request, 491);
            return;
        }
        OptionalInt tooEarly = exchange.refusalOfOffer();
        if (tooEarly.isPresent()) {
            wire.reply(request, tooEarly.getAsInt());
            return;
        }
        Optional<Refusal> tooShort = SessionTimer.refusal(request);
        if (tooShort.isPresent()) {
            wire.reply(request, tooShort.get());
            return;
        }
        Optional<SessionDescription> offer = Body.session(request);
        Optional<SessionDescription> ours = negotiate(request, offer);
        if (ours.isEmpty()) {
            return;
        }
        // A re-INVITE is only sent after the ACK, so a 2xx still unacknowledged lost its ACK (RFC 5407 §3.1.5).
        if (leg.answers().unacknowledged().isPresent()) {
            leg.acknowledged();
        }
        if (offer.isEmpty()) {
            exchange.offerSent();
        }
        dialog.refresh(request);
        wire.reply(request, 200, agreed(request), ours);
        leg.answers().repeatUntilAcknowledged(request);
    }

    private void update(InboundRequest request) {
        Optional<Refusal> tooShort = SessionTimer.refusal(request);
        if (tooShort.isPresent()) {
            wire.reply(request, tooShort.get());
            return;
        }
        Optional<SessionDescription> offer = Body.session(request);
        if (offer.isEmpty()) {
            dialog.refresh(request);
            wire.reply(request, 200, agreed(request), Optional.empty());
            return;
        }
        OptionalInt tooEarly = leg.offers().inProgress() ? OptionalInt.of(491) : exchange.refusalOfOffer();
        if (tooEarly.isPresent()) {
            int status = tooEarly.getAsInt();
            wire.reply(
                    request,
                    status == 500 ? Refusal.retryAfter(500, leg.context().retryAfterSeconds()) : Refusal.of(status));
            return;
        }
        Optional<SessionDescription> answer = negotiate(request, offer);
        if (answer.isPresent()) {
            dialog.refresh(request);
            wire.reply(request, 200, agreed(request), answer);
        }
    }

    /** Asks the owner for our description; when there is none the request is refused and nothing changes. */
    private Optional<SessionDescription> negotiate(InboundRequest request, Optional<SessionDescription> offer) {
        try {
            return Optional.of(
                    offer.isPresent()
                            ? leg.owner().onOffer(offer.get())
                            : leg.owner().onOfferWanted());
        } catch (OfferRejected no) {
            wire.reply(request, Refusal.of(no.status(), ReasonHeader.warning(String.valueOf(no.getMessage()))));
        } catch (RuntimeException bug) {
            log.error("leg {}: its owner failed at an offer", leg.id(), bug);
            wire.reply(request, 500);
        }
        return Optional.empty();
    }

    private List<HeaderLine> agreed(InboundRequest request) {
        List<HeaderLine> headers = new ArrayList<>(List.of(Capabilities.ALLOW, Capabilities.SUPPORTED));
        headers.addAll(leg.sessionTimer().accept(request));
        return headers;
    }

    private void notified(InboundRequest request) {
        var notice = ReferNotice.of(request);
        if (notice.isEmpty()) {
            // RFC 6665 §4.1.3: an event that nobody has subscribed to.
            wire.reply(request, Refusal.of(489, Capabilities.ALLOW_EVENTS));
        } else if (!leg.referrals().awaited()) {
            wire.reply(request, 481);
        } else {
            wire.reply(request, 200);
            leg.referrals().told(notice.get());
        }
    }

    private void info(InboundRequest request) {
        wire.reply(request, 200);
        if (Body.of(request) instanceof Body.Dtmf(SessionDescription content)) {
            leg.tell(new LegEvent.Info(content.contentType(), content.bytes()));
        }
    }
}

package io.ringflow.sip.leg;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own re-INVITE: one at a time, at the right time, and again after glare (RFC 3261 §14.1). Owned by the lane. */
final class Reoffer {
    private static final Logger log = LoggerFactory.getLogger(Reoffer.class);
    private static final int MOST_ATTEMPTS = 5;

    private final Leg leg;

    private Optional<SessionDescription> wanted = Optional.empty();
    private boolean inProgress;
    private int attempts;
    private @Nullable Future<?> glareTimer;

    Reoffer(Leg leg) {
        this.leg = leg;
    }

    /** Offers this as soon as the exchange before is settled; a newer wish replaces one that waits. */
    void want(SessionDescription offer) {
        if (leg.over()) {
            return;
        }
        wanted = Optional.of(offer);
        attempts = 0;
        next();
    }

    /** Whether an INVITE of ours has no final response yet. */
    boolean inProgress() {
        return inProgress;
    }

    /** Sends what is wanted if now is the time. */
    void next() {
        boolean free = leg.phase() == Phase.CONFIRMED
                && leg.exchange().settled()
                && leg.answers().unacknowledged().isEmpty();
        if (wanted.isEmpty() || inProgress || glareTimer != null || !free) {
            return;
        }
        SessionDescription offer = wanted.get();
        wanted = Optional.empty();
        inProgress = true;
        attempts++;
        leg.exchange().offerSent();
        List<HeaderLine> headers = new ArrayList<>(List.of(Capabilities.ALLOW, Capabilities.SUPPORTED));
        headers.addAll(leg.sessionTimer().refreshHeaders());
        leg.wire().send("INVITE", headers, Optional.of(offer), response -> finished(offer, response));
    }

    void stop() {
        wanted = Optional.empty();
        if (glareTimer != null) {
            glareTimer.cancel(false);
            glareTimer = null;
        }
    }

    private void finished(SessionDescription offer, Optional<InboundResponse> response) {
        inProgress = false;
        int status = response.map(InboundResponse::status).orElse(408);
        if (response.isPresent() && status < 300) {
            // Even a leg that is over by now owes this ACK.
            leg.dialog().refreshTarget(response.get().header("Contact"));
            leg.wire().acknowledge(response.get().cseq());
            accepted(response.get());
        } else {
            leg.exchange().refused();
            refused(offer, status);
        }
        next();
    }

    private void accepted(InboundResponse response) {
        leg.exchange().answered();
        if (leg.over()) {
            return;
        }
        leg.sessionTimer().refreshed(response);
        if (response.body().isEmpty()) {
            return;
        }
        try {
            leg.owner().onAnswer(response.body().get());
        } catch (OfferRejected unusable) {
            leg.hangUp(EndReason.of(Cause.NOT_ACCEPTABLE, "the answer can't be used: " + unusable.getMessage()));
        } catch (RuntimeException bug) {
            log.error("leg {}: its owner failed at an answer", leg.id(), bug);
            leg.hangUp(EndReason.of(Cause.SERVER_ERROR, "the answer could not be taken"));
        }
    }

    private void refused(SessionDescription offer, int status) {
        if (leg.over()) {
            return;
        }
        if (status == 491 && attempts < MOST_ATTEMPTS) {
            if (wanted.isEmpty()) {
                wanted = Optional.of(offer);
            }
            // RFC 3261 §14.1: who owns the Call-ID waits from 2.1 to 4 s, who doesn't from 0 to 2, in steps of 10 ms.
            int steps = leg.ownsCallId()
                    ? 210 + leg.context().random().nextInt(191)
                    : leg.context().random().nextInt(201);
            long wait = steps * 10L;
            glareTimer = leg.context()
                    .timers()
                    .schedule(() -> leg.lane().submit(this::glareOver), wait, TimeUnit.MILLISECONDS);
        } else if (status == 408 || status == 481) {
            // RFC 3261 §12.2.1.2: the peer knows this dialog no more.
            leg.hangUp(EndReason.of(Cause.TRANSPORT_FAILED, "the peer did not answer our re-INVITE"));
        }
    }

    private void glareOver() {
        if (glareTimer != null) {
            glareTimer = null;
            next();
        }
    }
}

package io.ringflow.sip.leg;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one session alive, or ends it when nobody does (RFC 4028). Owned by the leg's lane. */
final class SessionTimer {
    private static final Logger log = LoggerFactory.getLogger(SessionTimer.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Leg leg;

    private Optional<SessionTerms> terms = Optional.empty();
    private boolean peerTakesUpdate;
    private boolean refreshing;
    private @Nullable Future<?> refresh;
    private @Nullable Future<?> expiry;

    SessionTimer(Leg leg) {
        this.leg = leg;
    }

    /** 422 with Min-SE when the interval asked for is too short. */
    static Optional<Refusal> refusal(InboundRequest request) {
        if (!SessionTerms.tooShort(request)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(422, new HeaderLine("Min-SE", Integer.toString(SessionTerms.SHORTEST))));
    }

    /** Agrees to what a request of the peer asks and starts anew; returns the header lines for our 2xx. */
    List<HeaderLine> accept(InboundRequest request) {
        List<String> allow = RequestRules.values(request, "Allow");
        if (!allow.isEmpty()) {
            peerTakesUpdate = allow.stream().anyMatch("UPDATE"::equalsIgnoreCase);
        }
        terms = SessionTerms.askedBy(request);
        restart();
        return terms.map(SessionTerms::inResponse).orElse(List.of());
    }

    /** Whom we called answered: what it agreed to of what we proposed (RFC 4028 §7.2). */
    void begin(InboundResponse response) {
        List<String> allow = RequestRules.split(response.headers("Allow"));
        peerTakesUpdate = allow.stream().anyMatch("UPDATE"::equalsIgnoreCase);
        terms = SessionTerms.agreedBy(response.header("Session-Expires"));
        restart();
    }

    /** Header lines for a re-INVITE or UPDATE of ours. */
    List<HeaderLine> refreshHeaders() {
        return terms.map(SessionTerms::inRequest).orElse(List.of());
    }

    /** A 2xx to a re-INVITE or UPDATE of ours came: the session lives. */
    void refreshed(InboundResponse response) {
        terms = terms.map(agreed -> agreed.confirmedBy(response.header("Session-Expires")));
        restart();
    }

    void stop() {
        terms = Optional.empty();
        cancelTimers();
    }

    private void restart() {
        cancelTimers();
        if (terms.isEmpty()) {
            return;
        }
        SessionTerms agreed = terms.get();
        expiry = after(agreed.untilExpiry(), this::expired);
        if (agreed.weRefresh()) {
            refresh = after(agreed.untilRefresh(), this::refresh);
        }
    }

    private void expired() {
        if (terms.isPresent()) {
            leg.hangUp(EndReason.of(Cause.SESSION_EXPIRED, "nobody refreshed the session"));
        }
    }

    private void refresh() {
        if (terms.isEmpty() || refreshing) {
            return;
        }
        if (peerTakesUpdate) {
            update();
            return;
        }
        try {
            leg.offers().want(leg.owner().onOfferWanted());
        } catch (OfferRejected noOffer) {
            log.debug("leg {}: no offer to refresh the session with: {}", leg.id(), noOffer.getMessage());
        } catch (RuntimeException bug) {
            log.error("leg {}: its owner failed at an offer", leg.id(), bug);
        }
    }

    private void update() {
        refreshing = true;
        List<HeaderLine> headers = new ArrayList<>(List.of(Capabilities.SUPPORTED));
        headers.addAll(refreshHeaders());
        leg.wire().send("UPDATE", headers, Optional.empty(), response -> {
            refreshing = false;
            if (terms.isPresent()) {
                updated(response);
            }
        });
    }

    private void updated(Optional<InboundResponse> response) {
        int status = response.map(InboundResponse::status).orElse(408);
        if (response.isPresent() && status < 300) {
            leg.dialog().refreshTarget(response.get().header("Contact"));
            refreshed(response.get());
        } else if (status == 408 || status == 481) {
            leg.hangUp(EndReason.of(Cause.SESSION_EXPIRED, "the peer did not answer our session refresh"));
        } else {
            // RFC 4028 §7.4 for 422; after any other failure once more, until the interval ends the session.
            response.ifPresent(refused -> terms = terms.map(agreed -> agreed.atLeast(refused.header("Min-SE"))));
            refresh = after(RETRY, this::refresh);
        }
    }

    private Future<?> after(Duration delay, Runnable task) {
        return leg.context().timers().schedule(() -> leg.lane().submit(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelTimers() {
        if (refresh != null) {
            refresh.cancel(false);
            refresh = null;
        }
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
    }
}

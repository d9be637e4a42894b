package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import io.ringflow.sip.stack.RequestOutcome;
import io.ringflow.sip.trace.LegTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends for one dialog and writes down what goes out and comes in. Owned by the leg's lane. */
final class DialogWire {
    private static final Logger log = LoggerFactory.getLogger(DialogWire.class);

    private final LegContext context;
    private final Dialog dialog;
    private final SerialLane lane;
    private final LegTrace trace;
    private final Optional<DigestClient> account;

    DialogWire(LegContext context, Dialog dialog, SerialLane lane, LegTrace trace) {
        this(context, dialog, lane, trace, Optional.empty());
    }

    /** @param account answers the challenges to our requests */
    DialogWire(LegContext context, Dialog dialog, SerialLane lane, LegTrace trace, Optional<DigestClient> account) {
        this.context = context;
        this.dialog = dialog;
        this.lane = lane;
        this.trace = trace;
        this.account = account;
    }

    void received(InboundRequest request) {
        trace.received(request.method() + " " + request.requestUri() + described(request.body()));
    }

    void reply(InboundRequest request, int status) {
        reply(request, status, List.of(), Optional.empty());
    }

    void reply(InboundRequest request, Refusal refusal) {
        reply(request, refusal.status(), refusal.headers(), Optional.empty());
    }

    void reply(InboundRequest request, int status, List<HeaderLine> headers, Optional<SessionDescription> description) {
        trace.sent(status + " to " + request.method() + described(description));
        try {
            request.respond(status, null, dialog.id().localTag(), headers, description);
        } catch (RuntimeException failed) {
            // The leg goes on as if it were lost on the way: its timers end what nobody acknowledges.
            log.error("{} to {} could not be sent", status, request.method(), failed);
            trace.note("could not be sent");
        }
    }

    /**
     * Sends a request.
     *
     * @param whenFinal told once, on the lane: the final response, or nothing when there was none in time
     */
    void send(
            String method,
            List<HeaderLine> headers,
            Optional<SessionDescription> description,
            Consumer<Optional<InboundResponse>> whenFinal) {
        var sending = new Sending(method, headers, description, whenFinal);
        account.ifPresent(digest -> sending.attempts = Optional.of(digest.attempts()));
        send(sending, List.of());
    }

    private void send(Sending sending, List<HeaderLine> credentials) {
        List<HeaderLine> lines = new ArrayList<>(sending.headers);
        lines.addAll(credentials);
        DialogRequest request = dialog.request(sending.method, lines, sending.description);
        trace.sent(sending.method + " " + request.remoteTarget() + described(sending.description));
        var outcome = new Outcome(sending, request);
        try {
            context.stack().get().send(request, outcome);
        } catch (RuntimeException failed) {
            log.debug("{} could not be sent", sending.method, failed);
            outcome.onTimeout();
        }
    }

    /** Acknowledges a 2xx to an INVITE of ours. */
    void acknowledge(long cseq) {
        trace.sent("ACK " + dialog.remoteTarget());
        context.stack().get().send(dialog.ack(cseq), RequestOutcome.IGNORED);
    }

    static String described(Optional<SessionDescription> body) {
        return body.map(content -> " [" + content.contentType() + "]").orElse("");
    }

    /** A request of ours, however often it must be sent to be let through. */
    private static final class Sending {
        final String method;
        final List<HeaderLine> headers;
        final Optional<SessionDescription> description;
        final Consumer<Optional<InboundResponse>> whenFinal;
        Optional<DigestClient.Attempts> attempts = Optional.empty();

        Sending(
                String method,
                List<HeaderLine> headers,
                Optional<SessionDescription> description,
                Consumer<Optional<InboundResponse>> whenFinal) {
            this.method = method;
            this.headers = headers;
            this.description = description;
            this.whenFinal = whenFinal;
        }
    }

    private final class Outcome implements RequestOutcome {
        private final Sending sending;
        private final DialogRequest request;
        private boolean done;

        Outcome(Sending sending, DialogRequest request) {
            this.sending = sending;
            this.request = request;
        }

        @Override
        public void onResponse(InboundResponse response) {
            lane.submit(() -> {
                trace.received(response.status() + " to " + sending.method + described(response.body()));
                if (response.status() < 200 || done) {
                    return;
                }
                done = true;
                Optional<List<HeaderLine>> credentials =
                        sending.attempts.flatMap(attempts -> Challenges.answer(attempts, request, response));
                if (credentials.isPresent()) {
                    send(sending, credentials.get());
                } else {
                    sending.whenFinal.accept(Optional.of(response));
                }
            });
        }

        @Override
        public void onTimeout() {
            lane.submit(() -> {
                if (done) {
                    return;
                }
                done = true;
                trace.note("no answer to " + sending.method);
                sending.whenFinal.accept(Optional.empty());
            });
        }
    }
}

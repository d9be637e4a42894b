package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import io.ringflow.sip.stack.RequestOutcome;
import io.ringflow.sip.trace.LegTrace;
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

    DialogWire(LegContext context, Dialog dialog, SerialLane lane, LegTrace trace) {
        this.context = context;
        this.dialog = dialog;
        this.lane = lane;
        this.trace = trace;
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
        DialogRequest request = dialog.request(method, headers, description);
        trace.sent(method + " " + request.remoteTarget() + described(description));
        var outcome = new Outcome(method, whenFinal);
        try {
            context.stack().get().send(request, outcome);
        } catch (RuntimeException failed) {
            log.debug("{} could not be sent", method, failed);
            outcome.onTimeout();
        }
    }

    /** Acknowledges a 2xx to an INVITE of ours. */
    void acknowledge(long cseq) {
        trace.sent("ACK " + dialog.remoteTarget());
        context.stack().get().send(dialog.ack(cseq), RequestOutcome.IGNORED);
    }

    private static String described(Optional<SessionDescription> body) {
        return body.map(content -> " [" + content.contentType() + "]").orElse("");
    }

    private final class Outcome implements RequestOutcome {
        private final String method;
        private final Consumer<Optional<InboundResponse>> whenFinal;
        private boolean done;

        Outcome(String method, Consumer<Optional<InboundResponse>> whenFinal) {
            this.method = method;
            this.whenFinal = whenFinal;
        }

        @Override
        public void onResponse(InboundResponse response) {
            lane.submit(() -> {
                trace.received(response.status() + " to " + method + described(response.body()));
                if (response.status() < 200 || done) {
                    return;
                }
                done = true;
                whenFinal.accept(Optional.of(response));
            });
        }

        @Override
        public void onTimeout() {
            lane.submit(() -> {
                if (done) {
                    return;
                }
                done = true;
                trace.note("no answer to " + method);
                whenFinal.accept(Optional.empty());
            });
        }
    }
}

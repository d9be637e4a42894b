package io.ringflow.sip.stack;

import io.ringflow.sip.SipObserver;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.guard.OverloadValve;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.StatelessReply;
import io.ringflow.sip.transport.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says no without state, and counts it. Thread-safe. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final String server;
    private final SipObserver observer;

    Refusals(String server, SipObserver observer) {
        this.server = server;
        this.observer = observer;
    }

    void refuse(MessageHead head, Flow flow, int status, String reason, Refusal why) {
        count(why, flow);
        StatelessReply.to(head, flow.peer(), status, reason, server, 0).ifPresent(reply -> send(reply, flow));
    }

    /** 503 with a Retry-After that differs each time. */
    void overloaded(MessageHead head, Flow flow, Refusal why) {
        count(why, flow);
        StatelessReply.to(head, flow.peer(), 503, "Service Unavailable", server, OverloadValve.retryAfterSeconds())
                .ifPresent(reply -> send(reply, flow));
    }

    /** Answers as far as the head allows, and closes the flow. */
    void closeWith(MessageHead head, Flow flow, int status, String reason, Refusal why) {
        count(why, flow);
        flow.closeAfter(
                StatelessReply.to(head, flow.peer(), status, reason, server, 0).orElse(new byte[0]));
    }

    void count(Refusal why, Flow flow) {
        observer.refused(why, flow.peer());
    }

    private static void send(byte[] reply, Flow flow) {
        flow.send(reply, cause -> LOG.debug("refusal to {} not sent: {}", flow.peer(), cause.toString()));
    }
}

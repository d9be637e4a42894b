package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.transport.Flow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own requests that wait for their responses, by branch, and the ACKs we may have to repeat. A response whose
 * branch is not here is a stray and never reaches the stack. Thread-safe.
 */
final class ClientRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRequests.class);
    /** 64 × T1: as long as a peer may repeat its 2xx (RFC 3261 §13.3.1.4). */
    private static final long REPEAT_MILLIS = 32_000;

    private final ScheduledExecutorService timers;
    private final ConcurrentMap<String, RequestOutcome> pending = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Ack> acks = new ConcurrentHashMap<>();

    /** An ACK as it was sent, and when it is forgotten. */
    private record Ack(byte[] octets, Flow flow, Future<?> end) {}

    ClientRequests(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    void await(String branch, RequestOutcome outcome) {
        pending.put(branch, outcome);
    }

    boolean isAwaited(String branch) {
        return pending.containsKey(branch);
    }

    int waiting() {
        return pending.size();
    }

    /** The transaction layer passed this response up: its first copy. */
    void passed(SIPResponse response) {
        String branch = response.getTopmostVia().getBranch();
        if (!(response.getApplicationData() instanceof Arrival arrival)) {
            return;
        }
        boolean last = response.getStatusCode() >= 200;
        RequestOutcome outcome = last ? pending.remove(branch) : pending.get(branch);
        if (outcome != null) {
            outcome.onResponse(new JainResponse(arrival.head()));
        }
    }

    void timedOut(SIPRequest request) {
        failed(request.getTopmostVia().getBranch());
    }

    /** The octets of a request that could not be sent; responses that fail are their sender's loss. */
    void sendFailed(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int via = text.indexOf("\r\nVia: ");
        if (text.startsWith("SIP/2.0") || via < 0) {
            return;
        }
        String value = text.substring(via + 2, text.indexOf("\r\n", via + 2));
        Parameters.of(value, "branch").ifPresent(this::failed);
    }

    void failed(String branch) {
        RequestOutcome outcome = pending.remove(branch);
        if (outcome != null) {
            outcome.onTimeout();
        }
    }

    /** Sends an ACK for a 2xx and keeps it for repetitions of that 2xx. */
    void acknowledge(String callId, long cseq, byte[] octets, Flow flow) {
        String key = callId + "\n" + cseq;
        Future<?> end = timers.schedule(() -> acks.remove(key), REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        acks.put(key, new Ack(octets, flow, end));
        send(octets, flow);
    }

    /** Answers a repeated 2xx to INVITE; false if there is nothing to repeat (RFC 3261 §13.2.2.4). */
    boolean acknowledgeAgain(JainResponse response) {
        if (!response.method().equals("INVITE") || response.status() / 100 != 2) {
            return false;
        }
        String key = response.head().raw("call-id").orElse("") + "\n" + response.cseq();
        Optional<Ack> ack = Optional.ofNullable(acks.get(key));
        ack.ifPresent(sent -> send(sent.octets(), sent.flow()));
        return ack.isPresent();
    }

    /** Forgets all; who still waits for a response waits for a stack that is gone. */
    @Override
    public void close() {
        pending.clear();
        acks.values().forEach(ack -> ack.end().cancel(false));
        acks.clear();
    }

    private static void send(byte[] octets, Flow flow) {
        flow.send(octets, cause -> LOG.debug("ACK to {} not sent: {}", flow.peer(), cause.toString()));
    }
}

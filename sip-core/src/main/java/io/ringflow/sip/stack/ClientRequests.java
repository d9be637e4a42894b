package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.transport.Flow;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own requests that wait for their responses, by transaction, INVITEs that were accepted and may be so again, and
 * the ACKs we may have to repeat. A response that belongs to none is a stray and never reaches the stack. Thread-safe.
 */
final class ClientRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRequests.class);
    /** 64 × T1: as long as a peer may repeat its 2xx (RFC 3261 §13.3.1.4), and forks may answer (RFC 6026 §7.2). */
    private static final long REPEAT_MILLIS = 32_000;

    private final ScheduledExecutorService timers;
    private final ConcurrentMap<Key, Pending> pending = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final ConcurrentMap<AckKey, Ack> acks = new ConcurrentHashMap<>();

    /** A client transaction (RFC 3261 §17.1.3); a CANCEL has its INVITE's branch. */
    private record Key(String branch, String method) {}

    /** The dialog and the INVITE that an ACK of ours acknowledges: each fork has an ACK of its own. */
    private record AckKey(DialogId dialog, long cseq) {}

    /** An ACK as it was sent, and when it is forgotten. */
    private record Ack(byte[] octets, Flow flow, Future<?> end) {}

    /** Who sent an INVITE that has had a 2xx, and when further ones are strays. */
    private record Accepted(long cseq, RequestOutcome outcome, Future<?> end) {}

    /** Who waits, and how its transaction is ended once there is one. */
    private static final class Pending {
        final RequestOutcome outcome;
        volatile @Nullable Runnable end;
        volatile @Nullable NonInviteTransaction transaction;

        Pending(RequestOutcome outcome) {
            this.outcome = outcome;
        }
    }

    ClientRequests(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    void await(String branch, String method, RequestOutcome outcome) {
        pending.put(new Key(branch, method), new Pending(outcome));
    }

    /** There is a transaction of the stack's for it, which will be ended when nobody waits any more. */
    void began(String branch, String method, Runnable end) {
        Pending waiting = pending.get(new Key(branch, method));
        if (waiting != null) {
            waiting.end = end;
        }
    }

    /** Sends a request that is neither INVITE nor ACK; who waits for it is known. */
    void send(String branch, String method, byte[] octets, Flow flow) {
        Pending waiting = pending.get(new Key(branch, method));
        if (waiting == null) {
            return;
        }
        var transaction = new NonInviteTransaction(
                octets, flow, timers, cause -> failed(branch, method), () -> timedOut(branch, method));
        waiting.transaction = transaction;
        waiting.end = transaction::end;
        transaction.begin();
    }

    /** A response to one of those, of which the stack knows nothing. */
    void heard(Arrival arrival, JainResponse response) {
        var key = new Key(arrival.via().branch(), response.method());
        boolean last = response.status() >= 200;
        Pending waiting = last ? pending.remove(key) : pending.get(key);
        if (waiting == null) {
            return;
        }
        NonInviteTransaction transaction = waiting.transaction;
        if (last) {
            end(waiting);
        } else if (transaction != null) {
            transaction.proceeding();
        }
        waiting.outcome.onResponse(response);
    }

    boolean isAwaited(String branch, String method) {
        return pending.containsKey(new Key(branch, method));
    }

    int waiting() {
        return pending.size();
    }

    /** The stack's transaction passed this response to an INVITE up: its first copy. */
    void passed(SIPResponse response) {
        var key =
                new Key(response.getTopmostVia().getBranch(), response.getCSeq().getMethod());
        if (!(response.getApplicationData() instanceof Arrival arrival)) {
            return;
        }
        boolean last = response.getStatusCode() >= 200;
        Pending waiting = last ? pending.remove(key) : pending.get(key);
        if (waiting == null) {
            return;
        }
        if (last && response.getStatusCode() < 300) {
            Future<?> end = timers.schedule(() -> accepted.remove(key.branch()), REPEAT_MILLIS, TimeUnit.MILLISECONDS);
            accepted.put(key.branch(), new Accepted(arrival.head().cseqNumber(), waiting.outcome, end));
        }
        waiting.outcome.onResponse(new JainResponse(arrival.head()));
    }

    void timedOut(String branch, String method) {
        Pending waiting = pending.remove(new Key(branch, method));
        if (waiting != null) {
            waiting.outcome.onTimeout();
        }
    }

    /** The octets of a request that could not be sent; responses that fail are their sender's loss. */
    void sendFailed(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int via = text.indexOf("\r\nVia: ");
        int space = text.indexOf(' ');
        if (text.startsWith("SIP/2.0") || via < 0 || space < 0) {
            return;
        }
        String value = text.substring(via + 2, text.indexOf("\r\n", via + 2));
        Parameters.of(value, "branch").ifPresent(branch -> failed(branch, text.substring(0, space)));
    }

    void failed(String branch, String method) {
        Pending waiting = pending.remove(new Key(branch, method));
        if (waiting != null) {
            end(waiting);
            waiting.outcome.onUnsent();
        }
    }

    /** Who sent it wants to hear nothing any more. */
    void abandon(String branch, String method) {
        Pending waiting = pending.remove(new Key(branch, method));
        if (waiting != null) {
            end(waiting);
        }
    }

    /** Sends an ACK for a 2xx and keeps it for repetitions of that 2xx. */
    void acknowledge(DialogId dialog, long cseq, byte[] octets, Flow flow) {
        var key = new AckKey(dialog, cseq);
        Future<?> end = timers.schedule(() -> acks.remove(key), REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        Ack before = acks.put(key, new Ack(octets, flow, end));
        if (before != null) {
            before.end().cancel(false);
        }
        send(octets, flow);
    }

    /**
     * Takes a response to an INVITE that has had its 2xx: a repeated 2xx is acknowledged again (RFC 3261 §13.2.2.4), one
     * of another dialog goes to who sent the INVITE. False for anything else.
     */
    boolean acceptedAgain(String branch, JainResponse response) {
        if (!response.method().equals("INVITE") || response.status() / 100 != 2) {
            return false;
        }
        var dialog = new DialogId(
                response.head().raw("call-id").orElse(""),
                response.head().tag("from"),
                response.toTag().orElse(""));
        Ack ack = acks.get(new AckKey(dialog, response.cseq()));
        if (ack != null) {
            send(ack.octets(), ack.flow());
            return true;
        }
        Accepted before = accepted.get(branch);
        if (before == null || before.cseq() != response.cseq()) {
            return false;
        }
        before.outcome().onResponse(response);
        return true;
    }

    /** Forgets all; who still waits for a response waits for a stack that is gone. */
    @Override
    public void close() {
        pending.values().forEach(waiting -> {
            if (waiting.transaction != null) waiting.transaction.end();
        });
        pending.clear();
        accepted.values().forEach(invite -> invite.end().cancel(false));
        accepted.clear();
        acks.values().forEach(ack -> ack.end().cancel(false));
        acks.clear();
    }

    private static void end(Pending waiting) {
        Runnable end = waiting.end;
        if (end != null) {
            end.run();
        }
    }

    private static void send(byte[] octets, Flow flow) {
        flow.send(octets, cause -> LOG.debug("ACK to {} not sent: {}", flow.peer(), cause.toString()));
    }
}

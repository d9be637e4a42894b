package io.ringflow.sip.stack;

import io.ringflow.sip.message.TransactionKey;
import io.ringflow.sip.transport.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and what was last answered to it (RFC 3261 §17.2), in ticks of {@link ServerTransactions}. Thread-safe by
 * its own monitor, which covers a few fields and no call to others.
 */
final class ServerTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTransaction.class);
    private static final byte[] NOTHING = {};

    /** {@link #due} and {@link #respond}: it waits for no timer. */
    static final int NEVER = -1;
    /** {@link #due} and {@link #respond}: it is over. */
    static final int OVER = 0;

    private static final int T1 = ServerTransactions.TICKS_PER_SECOND / 2;
    private static final int T2 = 4 * ServerTransactions.TICKS_PER_SECOND;
    private static final int T4 = 5 * ServerTransactions.TICKS_PER_SECOND;
    /** 64 × T1: timers F, H, J and L. */
    static final int LIFE = 64 * T1;

    private final TransactionKey key;
    private final Flow flow;
    private final boolean invite;

    private State state = State.PROCEEDING;
    private byte[] last = NOTHING;
    private int interval = T1;
    private int waited;
    private @Nullable Runnable trying;

    private enum State {
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        CONFIRMED,
        OVER
    }

    ServerTransaction(TransactionKey key, Flow flow, boolean invite) {
        this.key = key;
        this.flow = flow;
        this.invite = invite;
    }

    TransactionKey key() {
        return key;
    }

    boolean isInvite() {
        return invite;
    }

    /** What is to be done when {@link #unanswered} comes before any response. */
    synchronized void unlessAnswered(Runnable step) {
        trying = step;
    }

    /** The same, in place of what was to be done; false when that is done already, or needless. */
    synchronized boolean insteadOfTrying(Runnable step) {
        if (trying == null) {
            return false;
        }
        trying = step;
        return true;
    }

    /** Time is up for a first response. */
    void unanswered() {
        Runnable step;
        synchronized (this) {
            step = trying;
            trying = null;
        }
        if (step != null) {
            step.run();
        }
    }

    /** Sends a response; returns the ticks until {@link #due}, or one of the two words for none. */
    int respond(int status, byte[] octets) {
        int wait;
        synchronized (this) {
            if (state != State.PROCEEDING) {
                return NEVER;
            }
            trying = null;
            last = octets;
            wait = status < 200 ? NEVER : completed(status);
        }
        send(octets);
        return wait;
    }

    private int completed(int status) {
        boolean reliable = flow.transport().reliable();
        if (invite && status < 300) {
            // RFC 6026 §7.1: repeating the 2xx is the leg's affair; copies of the INVITE still end here (timer L)
            state = State.ACCEPTED;
            last = NOTHING;
            return LIFE;
        }
        if (!invite && reliable) {
            // timer J is zero on a stream
            state = State.OVER;
            return OVER;
        }
        state = State.COMPLETED;
        if (invite) {
            return reliable ? LIFE : T1;
        }
        // timer J runs since the request: who asked waits no longer either (timer F)
        return NEVER;
    }

    /** The request came again. */
    void repeat() {
        byte[] octets;
        synchronized (this) {
            if (state == State.CONFIRMED) {
                return;
            }
            octets = last;
        }
        if (octets.length > 0) {
            send(octets);
        }
    }

    /** An ACK came; false if it is the leg's, which sent the 2xx. */
    synchronized boolean acknowledged() {
        if (state == State.COMPLETED) {
            state = State.CONFIRMED;
        }
        return state != State.ACCEPTED;
    }

    /** As many ticks have passed as it asked for; returns how many more it wants, or {@link #OVER}. */
    int due() {
        byte[] octets;
        int next;
        synchronized (this) {
            if (state == State.CONFIRMED && interval != T4) {
                // timer I: late ACKs are absorbed
                interval = T4;
                return flow.transport().reliable() ? OVER : T4;
            }
            waited += interval;
            if (state != State.COMPLETED || !invite || flow.transport().reliable() || waited >= LIFE) {
                state = State.OVER;
                return OVER;
            }
            // timer G
            interval = Math.min(interval * 2, T2);
            octets = last;
            next = interval;
        }
        send(octets);
        return next;
    }

    private void send(byte[] octets) {
        flow.send(octets, cause -> LOG.debug("response to {} not sent: {}", flow.peer(), cause.toString()));
    }
}

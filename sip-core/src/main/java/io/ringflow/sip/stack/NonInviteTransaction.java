package io.ringflow.sip.stack;

import io.ringflow.sip.transport.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request of ours that is neither INVITE nor ACK, until its final response: over UDP sent again and again, given up after
 * 64 × T1 (RFC 3261 §17.1.2). Thread-safe. There is no state Completed: who matches responses drops what comes after the
 * final one.
 */
final class NonInviteTransaction {
    private static final long T1_MILLIS = 500;
    private static final long T2_MILLIS = 4_000;
    private static final long PATIENCE_MILLIS = 64 * T1_MILLIS;

    private final byte[] octets;
    private final Flow flow;
    private final ScheduledExecutorService timers;
    private final Consumer<Throwable> unsent;
    private final Runnable timedOut;

    private enum Next {
        SEND,
        GIVE_UP,
        NOTHING
    }

    private boolean proceeding;
    private boolean over;
    private long interval;
    private long waited;
    private @Nullable Future<?> timer;

    /** Nothing is sent before {@link #begin}. */
    NonInviteTransaction(
            byte[] octets, Flow flow, ScheduledExecutorService timers, Consumer<Throwable> unsent, Runnable timedOut) {
        this.octets = octets;
        this.flow = flow;
        this.timers = timers;
        this.unsent = unsent;
        this.timedOut = timedOut;
        this.interval = flow.transport().reliable() ? PATIENCE_MILLIS : T1_MILLIS;
    }

    void begin() {
        // First, since what fails at once, or is answered at once, ends the transaction before this returns.
        arm();
        flow.send(octets, unsent);
    }

    /** The far end works on it: there is no hurry any more. */
    synchronized void proceeding() {
        proceeding = true;
    }

    /** It has its final response, or nobody waits for one. */
    synchronized void end() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private synchronized void arm() {
        if (over) {
            return;
        }
        long next = Math.min(interval, PATIENCE_MILLIS - waited);
        timer = timers.schedule(() -> fire(next), next, TimeUnit.MILLISECONDS);
    }

    private void fire(long after) {
        switch (next(after)) {
            case SEND -> flow.send(octets, unsent);
            case GIVE_UP -> timedOut.run();
            case NOTHING -> {}
        }
    }

    /** Sends nothing itself: whoever reads the answer would wait for the sender. */
    private synchronized Next next(long after) {
        if (over) {
            return Next.NOTHING;
        }
        waited += after;
        if (waited >= PATIENCE_MILLIS) {
            over = true;
            return Next.GIVE_UP;
        }
        interval = proceeding ? T2_MILLIS : Math.min(2 * interval, T2_MILLIS);
        arm();
        return Next.SEND;
    }
}

package io.ringflow.sip.transport;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A round of a loop, waiting and reading, takes a millisecond at least: what reading leaves of it is slept. So under load
 * several messages come by one wake-up, of this thread and of those that it wakes, while a message that comes after a
 * quiet millisecond is read at once. Work that is queued for the loop during its sleep waits for the end of it. Owned by
 * its loop.
 */
final class RoundRest implements SelectStrategy {
    static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final LongConsumer sleep;
    private long begun;

    RoundRest() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /** @param sleep sleeps for so many nanoseconds, or less */
    RoundRest(LongSupplier nanos, LongConsumer sleep) {
        this.nanos = nanos;
        this.sleep = sleep;
        this.begun = nanos.getAsLong() - ROUND_NANOS;
    }

    /** Before the loop waits for its sockets. */
    @Override
    public int calculateStrategy(IntSupplier ready, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return ready.get();
        }
        long now = nanos.getAsLong();
        long left = begun + ROUND_NANOS - now;
        if (left > 0) {
            sleep.accept(left);
            now = nanos.getAsLong();
        }
        begun = now;
        return SELECT;
    }
}

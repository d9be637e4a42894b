package io.ringflow.media.net;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The heartbeat of a media loop: turns one phase per millisecond and lets tasks run in between. Owned by its event
 * loop; only {@link #wakeup} is called from elsewhere.
 */
public final class PacedIoHandler implements IoHandler {
    // Parking returns some 50 µs late (timer slack); the rest is spun.
    private static final long SPIN_NANOS = 70_000;

    private final PhaseWork work;
    private final LongSupplier nanos;
    private final Pace pace = new Pace();

    private Thread thread = Thread.currentThread();
    private boolean paced;
    private volatile boolean asleep;

    public PacedIoHandler(PhaseWork work, LongSupplier nanos) {
        this.work = work;
        this.nanos = nanos;
    }

    @Override
    public void initialize() {
        thread = Thread.currentThread();
    }

    @Override
    public int run(IoHandlerContext context) {
        if (!work.alive()) {
            paced = false;
            sleep(context);
            return 0;
        }
        long now = nanos.getAsLong();
        if (!paced) {
            paced = true;
            pace.restart(now);
        }
        long wait = pace.untilDue(now);
        if (wait > 0) {
            if (!context.canBlock()) {
                return 0;
            }
            now = await(now, Math.min(wait, context.delayNanos(now)));
            if (pace.untilDue(now) > 0) {
                return 0;
            }
        }
        turn(now);
        return 1;
    }

    private void turn(long now) {
        int skipped = pace.skip(now);
        if (skipped > 0) {
            work.skipped(skipped);
        }
        work.late(-pace.untilDue(now));
        work.turn(pace.next());
    }

    private long await(long now, long wait) {
        if (wait > SPIN_NANOS) {
            LockSupport.parkNanos(this, wait - SPIN_NANOS);
        }
        long end = now + wait;
        long time = nanos.getAsLong();
        while (time - end < 0) {
            Thread.onSpinWait();
            time = nanos.getAsLong();
        }
        return time;
    }

    private void sleep(IoHandlerContext context) {
        asleep = true;
        try {
            // Asked again after the flag is up: a task that came in between is seen here or wakes us.
            if (context.canBlock()) {
                LockSupport.parkNanos(this, context.delayNanos(nanos.getAsLong()));
            }
        } finally {
            asleep = false;
        }
    }

    /** Only a sleeping loop is woken: a paced one looks at its tasks every millisecond anyway. */
    @Override
    public void wakeup() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void destroy() {
        work.ended();
    }

    @Override
    public IoRegistration register(IoHandle handle) {
        throw new IllegalArgumentException("a media loop takes no channels: " + handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return false;
    }
}

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
    private final PhaseWork work;
    private final LongSupplier nanos;
    private final Sleep sleep;
    private final Pace pace = new Pace();

    private Thread thread = Thread.currentThread();
    private boolean paced;
    private volatile boolean asleep;

    /** @param nanos {@link System#nanoTime}, or what stands for it while phases are turned by hand */
    public PacedIoHandler(PhaseWork work, LongSupplier nanos, SocketKind kind) {
        this.work = work;
        this.nanos = nanos;
        this.sleep = kind == SocketKind.NATIVE ? new PreciseSleep() : new Sleep.Portable();
    }

    @Override
    public void initialize() {
        thread = Thread.currentThread();
        sleep.begin();
    }

    @Override
    public int run(IoHandlerContext context) {
        if (!work.alive()) {
            paced = false;
            block(context);
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
        sleep.until(now + wait);
        long time = nanos.getAsLong();
        work.waited(time - now);
        return time;
    }

    private void block(IoHandlerContext context) {
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

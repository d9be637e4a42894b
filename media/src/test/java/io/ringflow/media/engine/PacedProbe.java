package io.ringflow.media.engine;

import com.sun.management.ThreadMXBean;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaSession;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the thread of a loop allocates that turns its phases by the clock, with legs that speak to each other on it. */
final class PacedProbe implements MediaObserver {
    /** Longer than until the first RTCP report each way: an address that is new is an object. */
    private static final int WARM_UP_PHASES = 4_500;

    private static final int PHASES = 2_500;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CountDownLatch over = new CountDownLatch(1);

    private int phases;
    private long before;
    private volatile long bytes = -1;

    /** Called by each loop for each phase: looks at the first one only. */
    @Override
    public void phaseLate(int loop, long nanos) {
        if (loop > 0) {
            return;
        }
        phases++;
        if (phases == WARM_UP_PHASES) {
            before = THREADS.getCurrentThreadAllocatedBytes();
        } else if (phases == WARM_UP_PHASES + PHASES) {
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            over.countDown();
        }
    }

    /** Bytes in {@link #PHASES}. */
    long measure(MediaConfig config) throws InterruptedException {
        var local = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");
        try (MediaEngine engine = MediaEngine.start(config, TickClock.realTime(), this)) {
            MediaSession caller = engine.open(local, event -> {});
            MediaSession callee = engine.open(local, event -> {});
            caller.accept(callee.answer(caller.offer()));
            if (!over.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("turned " + phases + " phases only");
            }
            return bytes;
        }
    }
}

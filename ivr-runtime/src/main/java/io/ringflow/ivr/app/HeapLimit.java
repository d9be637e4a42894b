package io.ringflow.ivr.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the heap small while little is allocated, and gives it room when calls come fast: a collector that may use
 * 1.5 GB uses them even for ten calls, and one that may not works all the time at a thousand set-ups a second. Moves
 * ZGC's soft limit, once a second. Owned by the timer thread.
 */
final class HeapLimit implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HeapLimit.class);

    private static final String OPTION = "SoftMaxHeapSize";
    private static final long MEGABYTE = 1 << 20;

    /** Enough for a thousand calls that only go on. */
    static final long QUIET = 192 * MEGABYTE;

    /** Bytes a second that are no reason for more. */
    static final long QUIET_RATE = 40 * MEGABYTE;

    /**
     * How many seconds of what is allocated beyond that should fit. A collection costs what is alive, and at hundreds
     * of calls a second that is 200 MB: at three seconds it took an eighth of all the CPU.
     */
    static final int SECONDS = 8;

    private final LongSupplier allocated;
    private final LongConsumer limit;
    private final long most;

    private long before;
    private long now;

    /**
     * @param allocated bytes allocated so far by all threads
     * @param limit sets the soft limit in bytes
     * @param most what the limit was at the start, and never exceeds
     */
    HeapLimit(LongSupplier allocated, LongConsumer limit, long most) {
        this.allocated = allocated;
        this.limit = limit;
        this.most = most;
        this.now = most;
        this.before = allocated.getAsLong();
    }

    /** For this process; does nothing where the collector has no such limit. */
    static Runnable ofThisProcess() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        OptionalLong most = softLimit(machine);
        if (most.isEmpty()) return () -> {};
        return new HeapLimit(
                threads::getTotalThreadAllocatedBytes,
                bytes -> machine.setVMOption(OPTION, Long.toString(bytes)),
                most.getAsLong());
    }

    private static OptionalLong softLimit(HotSpotDiagnosticMXBean machine) {
        boolean zgc = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(collector -> collector.getName().startsWith("ZGC"));
        try {
            long bytes = Long.parseLong(machine.getVMOption(OPTION).getValue());
            return zgc && bytes > QUIET ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (IllegalArgumentException noSuchOption) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void run() {
        long total = allocated.getAsLong();
        long rate = total - before;
        before = total;
        long wanted = Math.clamp(QUIET + SECONDS * (rate - QUIET_RATE), QUIET, most);
        // Up at once, down by an eighth a second: a pause between two bursts is not the end of them.
        long next = Math.max(wanted, now - Math.max(MEGABYTE, (now - wanted) / 8));
        if (next == now) return;
        now = next;
        try {
            limit.accept(next);
        } catch (IllegalArgumentException e) {
            LOG.debug("the heap's soft limit stays: {}", e.toString());
        }
    }
}

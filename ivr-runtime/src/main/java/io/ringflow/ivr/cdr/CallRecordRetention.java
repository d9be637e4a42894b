package io.ringflow.ivr.cdr;

import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes call records that are too old: at the start, and from time to time. Thread-safe; each sweep has a virtual thread
 * of its own, and deletes a few at a time, so that whoever writes never waits for long.
 */
public final class CallRecordRetention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecordRetention.class);
    private static final int AT_ONCE = 500;

    private final StoredCallRecords records;
    private final CallRecordSettings settings;
    private final InstantSource clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Future<?> timer;

    private volatile boolean closed;

    private CallRecordRetention(
            StoredCallRecords records,
            CallRecordSettings settings,
            ScheduledExecutorService timers,
            InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        long period = settings.sweepEvery().toNanos();
        this.timer = timers.scheduleWithFixedDelay(this::begin, period, period, TimeUnit.NANOSECONDS);
    }

    /** Begins, with a first sweep. */
    public static CallRecordRetention start(
            StoredCallRecords records,
            CallRecordSettings settings,
            ScheduledExecutorService timers,
            InstantSource clock) {
        var retention = new CallRecordRetention(records, settings, timers, clock);
        retention.begin();
        return retention;
    }

    /** Whether no sweep is under way. */
    public boolean idle() {
        return !sweeping.get();
    }

    @Override
    public void close() {
        closed = true;
        timer.cancel(false);
    }

    private void begin() {
        if (!sweeping.compareAndSet(false, true)) return;
        Thread.ofVirtual().name("call-record-sweep").start(() -> {
            try {
                sweep();
            } catch (RuntimeException e) {
                if (!closed) LOG.warn("old call records can not be deleted: {}", e.toString());
            } finally {
                sweeping.set(false);
            }
        });
    }

    private void sweep() {
        var oldest = clock.instant().minus(settings.keepFor());
        int deleted = 0;
        int some = AT_ONCE;
        while (some == AT_ONCE && !closed) {
            some = records.deleteBefore(oldest, AT_ONCE);
            deleted += some;
        }
        if (deleted > 0) LOG.info("call records deleted for their age: {}", deleted);
    }
}

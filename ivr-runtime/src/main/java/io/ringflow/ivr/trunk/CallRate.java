package io.ringflow.ivr.trunk;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many calls begun per second, those of one second also at once: a bucket that leaks evenly, kept as the moment at
 * which it will be empty. Thread-safe.
 */
final class CallRate {

    private static final long SECOND_MICROS = 1_000_000;

    private final long each;
    private final AtomicLong emptyAt = new AtomicLong(Long.MIN_VALUE / 2);

    CallRate(int perSecond) {
        this.each = SECOND_MICROS / perSecond;
    }

    /** Whether one more may begin now, which is counted if so. */
    boolean allows(long nowMillis) {
        long now = nowMillis * 1_000;
        while (true) {
            long was = emptyAt.get();
            // A clock that was set back must not stop calls for as long.
            long from = was > now + SECOND_MICROS ? now : Math.max(was, now);
            if (from + each > now + SECOND_MICROS) return false;
            if (emptyAt.compareAndSet(was, from + each)) return true;
        }
    }
}

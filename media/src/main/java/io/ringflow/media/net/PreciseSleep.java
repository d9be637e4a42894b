package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Linux' sleep until a moment. {@link System#nanoTime} is its monotonic clock there, so no clock is asked on the way. The
 * virtual machine may stop the thread meanwhile, like any that blocks.
 */
final class PreciseSleep implements Sleep {
    private static final long NANOS = 1_000_000_000;

    private final MemorySegment until = Arena.ofAuto().allocate(16, Long.BYTES);

    @Override
    public void begin() {
        // The kernel may wake a thread some 50 µs late to save power, unless told otherwise.
        Libc.prctl(Libc.PR_SET_TIMERSLACK, 1);
    }

    @Override
    public void until(long nanos) {
        until.set(JAVA_LONG, 0, nanos / NANOS);
        until.set(JAVA_LONG, 8, nanos % NANOS);
        // An interruption by a signal is as good as the end: the loop looks at the time again.
        Libc.clock_nanosleep(Libc.CLOCK_MONOTONIC, Libc.TIMER_ABSTIME, until);
    }
}

package io.ringflow.ivr.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits in real time for something that other threads or processes bring about; for tests with real peers only. */
public final class Eventually {

    private static final long LOOK_NANOS = 1_000_000;

    private Eventually() {}

    public static void within(Duration limit, BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) throw new AssertionError("not within " + limit + ": " + what);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}

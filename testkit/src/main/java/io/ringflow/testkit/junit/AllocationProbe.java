package io.ringflow.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes a thread allocates while it runs something. Stateless. */
public final class AllocationProbe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 5;

    private AllocationProbe() {}

    /** The bytes the calling thread, which must be a platform thread, allocates while this runs. */
    public static long bytes(Runnable work) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("the allocation of a virtual thread is not counted");
        }
        // The first reading of a thread's counter may allocate itself.
        long empty = measure(() -> {});
        long used = measure(work);
        return Math.max(0, used - empty);
    }

    /** Runs the work often enough to be compiled, then asserts that as many runs again allocate nothing. */
    public static void assertNone(int times, Runnable work) {
        repeat(times, work);
        // now and then the virtual machine allocates on this thread for itself: the least of some rounds is ours
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && bytes > 0; round++) {
            bytes = Math.min(bytes, bytes(() -> repeat(times, work)));
        }
        assertThat(bytes).as("bytes allocated by %d runs", times).isZero();
    }

    private static void repeat(int times, Runnable work) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    private static long measure(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}

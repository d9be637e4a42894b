package io.ringflow.ivr.ledger;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that may be taken: the one given back last comes first, so that few pages are touched. A stack without a lock,
 * for any number of threads.
 */
final class FreeSlots {

    /** There is none. */
    static final int NONE = -1;

    private static final long NUMBER = 0xffff_ffffL;

    // The number on top in the lower half; above it a count of changes, without which a thread that was away for a
    // while would take the same number for the same stack.
    private final AtomicLong top = new AtomicLong(NONE & NUMBER);
    private final AtomicIntegerArray below;

    /** None is free yet. @param most numbers are less than that */
    FreeSlots(int most) {
        below = new AtomicIntegerArray(most);
    }

    int take() {
        while (true) {
            long now = top.get();
            int number = (int) now;
            if (number == NONE) return NONE;
            if (top.compareAndSet(now, changed(now, below.get(number)))) return number;
        }
    }

    void give(int number) {
        while (true) {
            long now = top.get();
            below.set(number, (int) now);
            if (top.compareAndSet(now, changed(now, number))) return;
        }
    }

    private static long changed(long before, int number) {
        return (before >>> 32) + 1 << 32 | number & NUMBER;
    }
}

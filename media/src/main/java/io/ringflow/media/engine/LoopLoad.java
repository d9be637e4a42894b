package io.ringflow.media.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much a loop has to do: what it measured last, and a guess for the legs that came since. The loop measures; legs are
 * placed and taken away on any thread.
 */
final class LoopLoad {
    /** A guess well above a leg that plays a prompt: a second's newcomers must not overload a loop. */
    static final double SHARE_OF_A_LEG = 0.0005;

    private final AtomicInteger legs = new AtomicInteger();

    private volatile double measured;
    private volatile int measuredLegs;

    /** Legs placed there, also those still on their way. */
    int legs() {
        return legs.get();
    }

    void reserve() {
        legs.incrementAndGet();
    }

    void unreserve() {
        legs.decrementAndGet();
    }

    /**
     * @param busy share of the last second in which the loop worked, 0 to 1
     * @param legsThere for so many legs
     */
    void measured(double busy, int legsThere) {
        measuredLegs = legsThere;
        measured = busy;
    }

    /** The share of its time that it will work, 0 for none; above 1 it can't. */
    double expected() {
        return Math.max(0, measured + (legs.get() - measuredLegs) * SHARE_OF_A_LEG);
    }
}

package io.ringflow.media.engine;

/** Ticks turned by hand: a test calls {@link #turn}, every loop runs its phases of one tick, then it returns. */
public final class ManualTicks implements TickClock {

    /** Turns all 20 phases of one tick on every loop, in order, and returns when they are done. Not on a loop. */
    public void turn() {
        throw new UnsupportedOperationException("wired by MediaEngine.start");
    }
}

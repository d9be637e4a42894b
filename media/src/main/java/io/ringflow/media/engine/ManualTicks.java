package io.ringflow.media.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ticks turned by hand: a test calls {@link #turn}, every loop runs its phases of one tick, then it returns. */
public final class ManualTicks implements TickClock {
    private final List<MediaLoop> loops = new CopyOnWriteArrayList<>();

    /** Turns all 20 phases of one tick on every loop, in order, and returns when they are done. Not on a loop. */
    public void turn() {
        for (MediaLoop loop : loops) {
            loop.turnTick();
        }
    }

    void attach(MediaLoop loop) {
        loops.add(loop);
    }

    void detach(MediaLoop loop) {
        loops.remove(loop);
    }
}

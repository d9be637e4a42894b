package io.ringflow.media.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The lines from other loops that have something for this one. Rung on any loop, answered on its own; never waits. */
final class RelayBell {
    private final AtomicReference<@Nullable RelayLine> newest = new AtomicReference<>();

    /** By the one who wrote, unless the line is rung already. */
    void ring(RelayLine line) {
        RelayLine before;
        do {
            before = newest.get();
            line.rungBefore = before;
        } while (!newest.compareAndSet(before, line));
    }

    /** Has everything said that waits. */
    void answer() {
        if (newest.get() == null) {
            return;
        }
        RelayLine line = newest.getAndSet(null);
        while (line != null) {
            // The line may be rung again as soon as it is drained.
            RelayLine before = line.rungBefore;
            line.rungBefore = null;
            line.drain();
            line = before;
        }
    }
}

package io.ringflow.media.record;

import io.ringflow.media.Recorded.Paused;
import io.ringflow.media.Recording.Pause;
import io.ringflow.media.Tick;
import java.time.Duration;

/**
 * One pause of a tape: made by who asks for it, so that the loop need not, and from then on the loop's, until the tape has
 * ended. Any thread may end it.
 */
final class PauseMark {
    /** What was said in the pause and is on its way through a jitter buffer when it ends must not be stored either. */
    static final int TRAIL = 200 / Tick.MILLIS;

    final Pause as;

    private volatile boolean over;

    private long place;
    private long ticks;
    private int trail;

    PauseMark(Pause as) {
        this.as = as;
    }

    void end() {
        over = true;
    }

    boolean over() {
        return over;
    }

    /** Whether it is still so in these ticks, which then count. */
    boolean lasts(long at, int elapsed) {
        if (over) {
            trail += elapsed;
            if (trail > TRAIL) {
                return false;
            }
        }
        if (ticks == 0) {
            place = at;
        }
        ticks += elapsed;
        return true;
    }

    /** Whether any tick fell into it. */
    boolean happened() {
        return ticks > 0;
    }

    Paused told() {
        return new Paused(Duration.ofMillis(place * Tick.MILLIS), Duration.ofMillis(ticks * Tick.MILLIS), as);
    }
}

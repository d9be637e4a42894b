package io.ringflow.media.engine;

/**
 * What turns the phases. The only place in media that reads a clock.
 *
 * <p>Two forms: {@link #realTime()}, and {@link ManualTicks}, turned by a test.
 */
public sealed interface TickClock permits TickClock.RealTime, ManualTicks {

    /** Absolute deadlines on {@link System#nanoTime}. */
    record RealTime() implements TickClock {

        /** Nanoseconds since an arbitrary moment. */
        public long nanos() {
            return System.nanoTime();
        }
    }

    static TickClock realTime() {
        return new RealTime();
    }
}

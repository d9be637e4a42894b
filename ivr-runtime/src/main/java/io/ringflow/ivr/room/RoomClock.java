package io.ringflow.ivr.room;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The times a conference waits for: each at most once at a time. Owned by the conference's lane. */
final class RoomClock {

    private final ScheduledExecutorService timer;
    private final Consumer<Runnable> lane;

    private @Nullable Future<?> unused;
    private @Nullable Future<?> end;
    private @Nullable Future<?> alarm;

    /** @param lane runs what is due; does not wait */
    RoomClock(ScheduledExecutorService timer, Consumer<Runnable> lane) {
        this.timer = timer;
        this.lane = lane;
    }

    void whenUnused(Duration after, Runnable step) {
        unused = set(unused, after, step);
    }

    void used() {
        stop(unused);
        unused = null;
    }

    void whenOver(Duration after, Runnable step) {
        end = set(end, after, step);
    }

    void alarm(Duration after, Runnable step) {
        alarm = set(alarm, after, step);
    }

    void stop() {
        stop(unused);
        stop(end);
        stop(alarm);
    }

    private Future<?> set(@Nullable Future<?> before, Duration after, Runnable step) {
        stop(before);
        return timer.schedule(() -> lane.accept(step), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void stop(@Nullable Future<?> one) {
        if (one != null) one.cancel(false);
    }
}

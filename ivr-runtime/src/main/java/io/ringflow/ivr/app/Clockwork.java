package io.ringflow.ivr.app;

import io.ringflow.media.engine.TickClock;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * All the time a server has: wall time, later, and the media tick. A test hands in time that it moves.
 *
 * @param clock wall time
 * @param timers runs what is due later; its tasks only hand over
 * @param ticks what turns the media loops
 */
public record Clockwork(InstantSource clock, ScheduledExecutorService timers, TickClock ticks) {

    /** The real one. The caller shuts {@code timers} down. */
    public static Clockwork real() {
        var timers = (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().name("timer").daemon().factory());
        timers.setRemoveOnCancelPolicy(true);
        return new Clockwork(InstantSource.system(), timers, TickClock.realTime());
    }
}

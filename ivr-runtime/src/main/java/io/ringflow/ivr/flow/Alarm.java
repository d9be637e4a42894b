package io.ringflow.ivr.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes its owner's thread at the earliest of the moments it was given. Owned by that thread. */
final class Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);
    // One far off would lie in the timer long after its reason is gone.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ScheduledExecutorService timer;
    private final Runnable ring;
    private Instant at = Instant.MAX;
    private @Nullable ScheduledFuture<?> pending;

    /** @param ring runs on the timer's thread, and may come too early */
    Alarm(ScheduledExecutorService timer, Runnable ring) {
        this.timer = timer;
        this.ring = ring;
    }

    /** Rings then or before; {@link Instant#MAX} is never. */
    void at(Instant when, Instant now) {
        if (when.equals(Instant.MAX)) {
            cancel();
            return;
        }
        Instant latest = now.plus(LONGEST);
        Instant sooner = when.isBefore(latest) ? when : latest;
        if (!sooner.isBefore(at)) return;
        cancel();
        at = sooner;
        long millis = Math.max(0, Duration.between(now, sooner).toMillis());
        try {
            pending = timer.schedule(ring, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("no timer any more: the server is stopping");
        }
    }

    /** It has rung. */
    void rang() {
        at = Instant.MAX;
    }

    void cancel() {
        if (pending != null) pending.cancel(false);
        at = Instant.MAX;
    }
}

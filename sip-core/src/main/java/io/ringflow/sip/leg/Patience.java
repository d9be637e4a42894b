package io.ringflow.sip.leg;

import io.ringflow.sip.CallTarget;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long a call of ours waits: for a first response, for the answer, for the end of what it cancelled. On its lane. */
final class Patience {
    /** 64 × T1: a cancelled INVITE whose final response has not come by then never gets one (RFC 3261 §9.1). */
    private static final Duration CANCELLED_FOR_GOOD = Duration.ofSeconds(32);

    private final ScheduledExecutorService timers;
    private final SerialLane lane;

    private @Nullable Future<?> silence;
    private @Nullable Future<?> ringing;
    private @Nullable Future<?> cancelled;

    Patience(ScheduledExecutorService timers, SerialLane lane) {
        this.timers = timers;
        this.lane = lane;
    }

    void calling(CallTarget target, Runnable notHeard, Runnable notAnswered) {
        silence = after(target.firstResponse(), notHeard);
        ringing = after(target.ringing(), notAnswered);
    }

    void heard() {
        stop(silence);
    }

    /** It rings no more, for whatever reason. */
    void decided() {
        stop(silence);
        stop(ringing);
    }

    void cancelling(Runnable gaveUp) {
        decided();
        cancelled = after(CANCELLED_FOR_GOOD, gaveUp);
    }

    /** Nothing is waited for any more. */
    void over() {
        decided();
        stop(cancelled);
    }

    private Future<?> after(Duration delay, Runnable task) {
        return timers.schedule(() -> lane.submit(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}

package io.ringflow.sip.leg;

import io.ringflow.sip.stack.InboundRequest;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Repeats one 2xx until its ACK arrives, T1 doubling up to T2, for 64 × T1 (RFC 3261 §13.3.1.4). Over reliable
 * transports too: a hop further on may lose it. Owned by the leg's lane.
 */
final class AnswerRepeater {
    static final Duration T1 = Duration.ofMillis(500);
    static final Duration T2 = Duration.ofSeconds(4);
    static final Duration GIVE_UP = T1.multipliedBy(64);

    private final InboundRequest invite;
    private final ScheduledExecutorService timers;
    private final SerialLane lane;
    private final Runnable repeated;
    private final Runnable gaveUp;

    private Duration interval = T1;
    private Duration elapsed = Duration.ZERO;
    private @Nullable Future<?> timer;
    private boolean stopped;

    /**
     * @param repeated told after each repetition
     * @param gaveUp told once, when no ACK came in time
     */
    AnswerRepeater(
            InboundRequest invite,
            ScheduledExecutorService timers,
            SerialLane lane,
            Runnable repeated,
            Runnable gaveUp) {
        this.invite = invite;
        this.timers = timers;
        this.lane = lane;
        this.repeated = repeated;
        this.gaveUp = gaveUp;
    }

    void start() {
        after(T1);
    }

    /** The sequence number that the ACK must carry. */
    long cseq() {
        return invite.cseq();
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void after(Duration delay) {
        timer = timers.schedule(() -> lane.submit(() -> fired(delay)), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void fired(Duration waited) {
        if (stopped) {
            return;
        }
        elapsed = elapsed.plus(waited);
        if (elapsed.compareTo(GIVE_UP) >= 0) {
            stopped = true;
            gaveUp.run();
            return;
        }
        invite.repeatAnswer();
        repeated.run();
        interval = shorter(interval.multipliedBy(2), T2);
        after(shorter(interval, GIVE_UP.minus(elapsed)));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

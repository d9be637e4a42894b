package io.ringflow.testkit.sip;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sends again what was not answered: Timers A, E and G of RFC 3261 §17. Owned by its {@link SipPeer}. */
final class Retransmissions {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration END = T1.multipliedBy(64);

    private final ScheduledExecutorService later;
    private final Map<String, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();

    Retransmissions(ScheduledExecutorService later) {
        this.later = later;
    }

    /** Repeats after T1, 2·T1, ... until stopped or 64·T1 have passed; the INVITE alone is not capped by T2. */
    void start(String key, boolean capped, Runnable send) {
        plan(key, capped, send, T1, T1);
    }

    void stop(String key) {
        var timer = waiting.remove(key);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    void stopAll() {
        waiting.keySet().forEach(this::stop);
    }

    private void plan(String key, boolean capped, Runnable send, Duration interval, Duration passed) {
        if (passed.compareTo(END) >= 0) {
            waiting.remove(key);
            return;
        }
        try {
            var timer = later.schedule(
                    () -> {
                        if (waiting.remove(key) != null) {
                            send.run();
                            var twice = interval.multipliedBy(2);
                            var next = capped && twice.compareTo(T2) > 0 ? T2 : twice;
                            plan(key, capped, send, next, passed.plus(next));
                        }
                    },
                    interval.toMillis(),
                    TimeUnit.MILLISECONDS);
            waiting.put(key, timer);
        } catch (RejectedExecutionException closed) {
            waiting.remove(key);
        }
    }
}

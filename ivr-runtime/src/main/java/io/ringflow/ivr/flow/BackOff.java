package io.ringflow.ivr.flow;

import java.time.Duration;
import java.util.List;

/** How long a notification waits after so many failed attempts. Pure. */
final class BackOff {

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5));

    private BackOff() {}

    /**
     * The wait before the next attempt.
     *
     * @param attempts failed so far, from 1
     * @param chance from 0 to 1: spreads the wait by a fifth either way, so that an outage does not end in a stampede
     */
    static Duration after(int attempts, double chance) {
        Duration step = STEPS.get(Math.min(Math.max(attempts, 1), STEPS.size()) - 1);
        return Duration.ofMillis(Math.round(step.toMillis() * (0.8 + 0.4 * chance)));
    }
}

package io.ringflow.ivr.event;

import java.time.Duration;

/**
 * How much is kept for watchers.
 *
 * @param remembered events of one application that a watcher may still ask for
 * @param waiting events that a watcher may be behind; one more, and it is dropped
 * @param watchers that there may be at a time
 * @param heartbeat silence after which a watcher is sent a comment, so that it and all between know that the other is there
 */
public record EventLimits(int remembered, int waiting, int watchers, Duration heartbeat) {

    public static final EventLimits STANDARD = new EventLimits(2_000, 1_000, 200, Duration.ofSeconds(15));
}

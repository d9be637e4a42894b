package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What holds for all call centres of a server, already valid.
 *
 * @param maxQueues of an application
 * @param maxAgents on duty at a time, of an application
 * @param maxRemembered callers of a queue whose last agent is known
 * @param ringGrace how much longer than the ring time a lease lasts: reports are on their way for a while
 * @param look how often calls are looked for that have gone without a word
 * @param keepPlace how long one who hung up keeps the place
 * @param zone of working times
 */
public record CentreSettings(
        int maxQueues,
        int maxAgents,
        int maxRemembered,
        Duration ringGrace,
        Duration look,
        Duration keepPlace,
        ZoneId zone) {

    private static final Duration RING_GRACE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** What operators have a say in. */
    public static CentreSettings of(int maxQueues, int maxAgents, int maxRemembered, Duration keepPlace, ZoneId zone) {
        return new CentreSettings(maxQueues, maxAgents, maxRemembered, RING_GRACE, LOOK, keepPlace, zone);
    }

    public static CentreSettings defaults(ZoneId zone) {
        return of(1_000, 5_000, 10_000, Duration.ofHours(4), zone);
    }
}

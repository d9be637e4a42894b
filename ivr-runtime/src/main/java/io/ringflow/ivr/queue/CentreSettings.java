package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What holds for all call centres of a server, already valid.
 *
 * @param maxQueues of an application
 * @param maxAgents on duty at a time, of an application
 * @param ringGrace how much longer than the ring time a lease lasts: reports are on their way for a while
 * @param look how often calls are looked for that have gone without a word
 * @param keepPlace how long one who hung up keeps the place
 * @param zone of working times
 */
public record CentreSettings(
        int maxQueues, int maxAgents, Duration ringGrace, Duration look, Duration keepPlace, ZoneId zone) {

    public static CentreSettings defaults(ZoneId zone) {
        return new CentreSettings(
                1_000, 5_000, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofHours(4), zone);
    }
}

package io.ringflow.ivr.call;

import java.time.Duration;
import java.time.Instant;

/** When somebody whom a call consulted was on the line (flow-protocol 5.6: sstime, setime, seccallduration). */
public record SecondLeg(Instant answeredAt, Instant endedAt) {

    public Duration duration() {
        return Duration.between(answeredAt, endedAt);
    }
}

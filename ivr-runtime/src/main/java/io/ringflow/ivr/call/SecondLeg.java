package io.ringflow.ivr.call;

import java.time.Duration;
import java.time.Instant;

/** Who was consulted by a call, and when on the line (flow-protocol 5.6: sstime, setime, seccallduration). */
public record SecondLeg(String number, Instant answeredAt, Instant endedAt) {

    public Duration duration() {
        return Duration.between(answeredAt, endedAt);
    }
}

package io.ringflow.ivr.cdr;

import java.time.Duration;

/**
 * How long call records are kept, already valid.
 *
 * @param keepFor age at which one is deleted
 * @param sweepEvery between two looks at their age
 */
public record CallRecordSettings(Duration keepFor, Duration sweepEvery) {

    public static CallRecordSettings defaults() {
        return new CallRecordSettings(Duration.ofDays(180), Duration.ofMinutes(10));
    }
}

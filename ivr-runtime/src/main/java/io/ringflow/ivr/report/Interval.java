package io.ringflow.ivr.report;

import java.time.Duration;
import java.time.Instant;

/** The quarters of an hour that everything is counted by: each zone's days and hours are made of them. Pure. */
final class Interval {

    static final Duration LENGTH = Duration.ofMinutes(15);

    private Interval() {}

    /** The beginning of the one that a moment is in. */
    static Instant of(Instant moment) {
        long millis = LENGTH.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), millis) * millis);
    }

    static Instant after(Instant moment) {
        return of(moment).plus(LENGTH);
    }
}

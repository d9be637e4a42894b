package io.ringflow.ivr.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which figures are wanted. Immutable.
 *
 * @param key one queue or agent; empty: all
 * @param from the interval that this is in is the first
 * @param before begun earlier
 * @param zone whose days and hours they are
 */
public record ReportQuery(
        String applicationId, Optional<String> key, Instant from, Instant before, By by, ZoneId zone) {

    /** What is summed up. */
    public enum By {
        QUARTER,
        HOUR,
        DAY;

        /** When that began which a moment is in. */
        Instant begun(Instant moment, ZoneId zone) {
            return switch (this) {
                case QUARTER -> Interval.of(moment);
                case HOUR -> moment.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
                case DAY -> moment.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
            };
        }
    }

    /** The first that there is any interval of. */
    Instant first() {
        return by.begun(from, zone);
    }
}

package io.ringflow.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What arrived on many streams, summed up. Owned by one receiver, then by the run that collects it. */
final class RtpTotals {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    final Histogram interarrivalNanos = new Histogram(LONGEST_NANOS, 3);
    final Histogram scheduleNanos = new Histogram(LONGEST_NANOS, 3);
    long streams;
    long received;
    long expected;
    long lost;
    long duplicates;
    long reordered;
    long events;
    long strays;
    long gaps;

    void recordInterarrival(long deviationNanos) {
        interarrivalNanos.recordValue(Math.min(Math.abs(deviationNanos), LONGEST_NANOS));
    }

    void recordSchedule(long lateNanos) {
        scheduleNanos.recordValue(Math.min(lateNanos, LONGEST_NANOS));
    }

    void add(RtpTotals other) {
        interarrivalNanos.add(other.interarrivalNanos);
        scheduleNanos.add(other.scheduleNanos);
        streams += other.streams;
        received += other.received;
        expected += other.expected;
        lost += other.lost;
        duplicates += other.duplicates;
        reordered += other.reordered;
        events += other.events;
        strays += other.strays;
        gaps += other.gaps;
    }
}

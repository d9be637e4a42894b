package io.ringflow.ivr.report;

import java.util.Optional;

/** How many of a hundred callers an agent took in time. Pure. */
public final class ServiceLevel {

    private ServiceLevel() {}

    /** Of those that were answered, abandoned, or waited as long as they may; empty: there were none. */
    public static Optional<Integer> percent(Tally<QueueFigure> tally) {
        long ended = tally.of(QueueFigure.ANSWERED) + tally.of(QueueFigure.ABANDONED) + tally.of(QueueFigure.TIMED_OUT);
        if (ended == 0) return Optional.empty();
        return Optional.of((int) Math.round(100.0 * tally.of(QueueFigure.ANSWERED_IN_TIME) / ended));
    }
}

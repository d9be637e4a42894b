package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** What is to be done later, in order of time, then of making. Owned by the centre's lane. */
final class Agenda {

    private static final Comparator<Due> ORDER =
            Comparator.comparing((Due due) -> due.at).thenComparingLong(due -> due.made);

    private final InstantSource clock;
    private final TreeSet<Due> entries = new TreeSet<>(ORDER);

    private long made;

    Agenda(InstantSource clock) {
        this.clock = clock;
    }

    /** Something that is due once, unless it is crossed out before. */
    final class Due {
        private final Instant at;
        private final long made;
        private final Runnable step;

        private Due(Instant at, long made, Runnable step) {
            this.at = at;
            this.made = made;
            this.step = step;
        }

        Instant at() {
            return at;
        }

        void cancel() {
            entries.remove(this);
        }
    }

    Instant now() {
        return clock.instant();
    }

    Due after(Duration time, Runnable step) {
        return at(now().plus(time), step);
    }

    Due at(Instant when, Runnable step) {
        var due = new Due(when, made++, step);
        entries.add(due);
        return due;
    }

    /** When there is something to do next. */
    Optional<Instant> next() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first().at);
    }

    /** Does the next thing whose time has come; false: there is none. */
    boolean runDue() {
        if (entries.isEmpty() || entries.first().at.isAfter(now())) return false;
        entries.removeFirst().step.run();
        return true;
    }

    int size() {
        return entries.size();
    }
}

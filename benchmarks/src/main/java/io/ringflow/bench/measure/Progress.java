package io.ringflow.bench.measure;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says on standard error what goes on, with the seconds since the start. Owned by the benchmark. */
final class Progress {

    private final PrintStream to;
    private final long startedAt = System.nanoTime();

    Progress(PrintStream to) {
        this.to = to;
    }

    void say(String what, Object... values) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        to.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, String.format(Locale.ROOT, what, values));
    }

    /** Lets the load go on for a while. */
    static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

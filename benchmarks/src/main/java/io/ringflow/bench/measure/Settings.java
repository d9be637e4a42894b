package io.ringflow.bench.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark can be told on the command line. */
final class Settings {

    private static final int QUICK_SECONDS = 5;
    private static final int SECONDS = 10;
    private static final int WARMUP_SECONDS = 20;

    @Option(names = "--quick", description = "a small load and short windows: under a minute, figures of little worth")
    private boolean quick;

    @Option(names = "--seconds", paramLabel = "S", description = "of each measured window (default: 10; quick: 5)")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            description = "seconds of load before, not counted (default: 20; quick: 5)")
    private int warmup = -1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "measured rounds; medians are told (default: 2; quick: 1)")
    private int rounds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "a key of the server's configuration below ringflow, for example media.loops=1; may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "the findings as JSON")
    private @Nullable Path json;

    boolean quick() {
        return quick;
    }

    Duration window() {
        return Duration.ofSeconds(seconds > 0 ? seconds : quick ? QUICK_SECONDS : SECONDS);
    }

    Duration warmup() {
        return Duration.ofSeconds(warmup >= 0 ? warmup : quick ? QUICK_SECONDS : WARMUP_SECONDS);
    }

    /** For a JVM's compilers to come to rest after a change of the load, at most. */
    Duration rest() {
        return Duration.ofSeconds(quick ? 0 : 60);
    }

    /** Between a change of the load and what is measured. */
    Duration settle() {
        return quick ? Duration.ofMillis(500) : Duration.ofSeconds(3);
    }

    int rounds() {
        return rounds > 0 ? rounds : quick ? 1 : 2;
    }

    List<String> serverSettings() {
        return List.copyOf(set);
    }

    @Nullable
    Path json() {
        return json;
    }
}

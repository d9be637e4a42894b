package io.ringflow.bench.load;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at the server's process a few times a second during one run. Owned by the run's thread. */
final class ServerWatch {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private record Look(ProcessSample sample, long at) {}

    private final OptionalLong pid;
    private final @Nullable Look before;

    private @Nullable Look steadyFrom;
    private @Nullable Look steadyTo;
    private int steadyCalls;
    private long rssPeak;
    private long anonymousPeak;
    private long lookedAt;

    ServerWatch(OptionalLong pid, long now) {
        this.pid = pid;
        before = look(now).orElse(null);
    }

    /**
     * @param steady whether the load now is what the run is about
     * @param calls that are up and stay up
     */
    void turn(boolean steady, int calls, long now) {
        boolean changes = steady != (steadyFrom != null);
        if (!changes && now - lookedAt < PERIOD_NANOS) return;
        lookedAt = now;
        Optional<Look> look = look(now);
        if (!steady || look.isEmpty()) return;
        if (steadyFrom == null) steadyFrom = look.get();
        steadyTo = look.get();
        steadyCalls = Math.max(steadyCalls, calls);
    }

    private Optional<Look> look(long now) {
        if (pid.isEmpty()) return Optional.empty();
        var sample = ProcessSample.of(pid.getAsLong());
        sample.ifPresent(s -> {
            rssPeak = Math.max(rssPeak, s.rssKilobytes());
            anonymousPeak = Math.max(anonymousPeak, s.anonymousKilobytes());
        });
        return sample.map(s -> new Look(s, now));
    }

    /** @param calls made in all */
    Report.@Nullable Server figures(int calls, long now) {
        Look after = look(now).orElse(null);
        if (before == null || after == null) return null;
        double seconds = 0;
        double cores = 0;
        if (steadyFrom != null && steadyTo != null && steadyTo.at() > steadyFrom.at()) {
            seconds = (steadyTo.at() - steadyFrom.at()) / 1e9;
            cores = (steadyTo.sample().cpuMillis() - steadyFrom.sample().cpuMillis()) / 1000.0 / seconds;
        }
        ProcessSample first = before.sample();
        return new Report.Server(
                pid.orElse(0),
                Report.rounded(seconds),
                steadyCalls,
                Report.rounded(cores),
                Report.rounded((double) (after.sample().cpuMillis() - first.cpuMillis()) / Math.max(1, calls)),
                perCall(cores * 1000),
                first.rssKilobytes(),
                rssPeak,
                after.sample().rssKilobytes(),
                first.anonymousKilobytes(),
                anonymousPeak,
                perCall(rssPeak - first.rssKilobytes()));
    }

    private double perCall(double whole) {
        return steadyCalls == 0 ? 0 : Report.rounded(whole / steadyCalls);
    }
}

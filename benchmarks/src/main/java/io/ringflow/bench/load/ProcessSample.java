package io.ringflow.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One look at a process in /proc.
 *
 * @param cpuMillis user and system time since it started
 * @param rssKilobytes resident memory
 * @param anonymousKilobytes the part of it that is no file
 */
public record ProcessSample(long cpuMillis, long rssKilobytes, long anonymousKilobytes) {

    /** USER_HZ: 100 on every Linux that runs a JVM. */
    private static final int MILLIS_PER_TICK = 10;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** Empty when the process is gone or not ours to see. */
    public static Optional<ProcessSample> of(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try {
            return Optional.of(parse(Files.readString(proc.resolve("stat")), Files.readString(proc.resolve("status"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static ProcessSample parse(String stat, String status) {
        return new ProcessSample(cpuMillis(stat), kilobytes(status, "VmRSS:"), kilobytes(status, "RssAnon:"));
    }

    /** User and system time of a process or a thread, from its line in {@code stat}. */
    public static long cpuMillis(String stat) {
        // The second field is the command in parentheses and may hold blanks and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * MILLIS_PER_TICK;
    }

    private static long kilobytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(
                        line.substring(name.length()).replace("kB", "").strip()))
                .findFirst()
                .orElse(0);
    }
}

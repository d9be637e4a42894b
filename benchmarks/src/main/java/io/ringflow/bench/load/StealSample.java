package io.ringflow.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One look at the whole machine's processor time: all of it, and what the hypervisor gave to others.
 *
 * @param total ticks of all kinds
 * @param steal ticks stolen
 */
public record StealSample(long total, long steal) {

    private static final int STEAL = 8;
    private static final int GUEST = 9;

    public static StealSample now() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return parse(lines.findFirst().orElse(""));
        } catch (IOException e) {
            return new StealSample(0, 0);
        }
    }

    static StealSample parse(String line) {
        String[] fields = line.split(" +", -1);
        long total = 0;
        for (int i = 1; i < Math.min(fields.length, GUEST); i++) total += Long.parseLong(fields[i]);
        return new StealSample(total, fields.length > STEAL ? Long.parseLong(fields[STEAL]) : 0);
    }

    public double percentSince(StealSample earlier) {
        long passed = total - earlier.total;
        return passed == 0 ? 0 : 100.0 * (steal - earlier.steal) / passed;
    }
}

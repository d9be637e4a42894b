package io.ringflow.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the peer counted in one window, as it tells it: counts by name, distributions in nanoseconds by name.
 *
 * @param counts streams, received, expected, lost, skipped, duplicates, reordered, events, strays, gaps, overflowed, sent
 * @param spreads between, schedule, late, turn
 */
public record Heard(Map<String, Long> counts, Map<String, Histogram> spreads) {

    private static final long LONGEST_NANOS = 120_000_000_000L;

    /** Reads the peer's lines, without the final dot. */
    static Heard parse(List<String> lines) {
        var counts = new TreeMap<String, Long>();
        var spreads = new TreeMap<String, Histogram>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("h")) spreads.put(words[1], histogram(words));
            else counts.put(words[0], Long.parseLong(words[1]));
        }
        return new Heard(counts, spreads);
    }

    private static Histogram histogram(String[] words) {
        var histogram = new Histogram(LONGEST_NANOS, 3);
        for (int i = 2; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            histogram.recordValueWithCount(
                    Math.min(LONGEST_NANOS, Long.parseLong(words[i].substring(0, colon))),
                    Long.parseLong(words[i].substring(colon + 1)));
        }
        return histogram;
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    public Histogram spread(String name) {
        return spreads.getOrDefault(name, new Histogram(LONGEST_NANOS, 3));
    }

    /** Packets that should have come and did not, in percent: lost on the way or never sent. */
    public double lossPercent() {
        long due = count("expected") + count("skipped");
        return due == 0 ? 100 : 100.0 * (count("lost") + count("skipped")) / due;
    }
}

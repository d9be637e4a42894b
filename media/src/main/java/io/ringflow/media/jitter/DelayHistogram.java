package io.ringflow.media.jitter;

import java.util.Arrays;

/**
 * How long packets were on their way, relative to the fastest: counts of the last {@value #SECONDS} seconds, one
 * generation each. Owned by the buffer; time and delays are in samples.
 */
final class DelayHistogram {
    static final int SECONDS = 6;

    private static final int BINS = 128;
    private static final int MARGIN_BINS = 32;
    private static final long NONE = Long.MAX_VALUE;

    private final int second;
    private final int width;
    private final byte[][] generations = new byte[SECONDS][BINS];
    private final short[] totals = new short[BINS];
    private final long[] least = new long[SECONDS];

    private int count;
    private int generation;
    private long generationEnd;
    private long origin;
    private long fastest;
    private int quantileBin;
    private int quantileMisses = -1;
    private int expected;
    private int expectedSeconds;

    /**
     * @param sampleRate samples in a second
     * @param range delays relative to the fastest that can be told apart
     */
    DelayHistogram(int sampleRate, int range) {
        this.second = sampleRate;
        this.width = Math.max(1, Math.max(sampleRate / 500, (range + BINS - MARGIN_BINS - 1) / (BINS - MARGIN_BINS)));
        Arrays.fill(least, NONE);
    }

    /** For as long as a count takes to be complete, delays are taken to differ by this much at least. */
    void expect(int spread) {
        expected = spread;
        expectedSeconds = SECONDS;
    }

    /** Whether anything is known. */
    boolean isEmpty() {
        return count == 0;
    }

    /** The delay of the fastest packet. */
    long fastest() {
        return fastest;
    }

    /** Moves on to this time; old generations are forgotten. */
    void advance(long now) {
        if (now < generationEnd) {
            return;
        }
        if (now - generationEnd >= (long) SECONDS * second) {
            forget(now);
            return;
        }
        while (now >= generationEnd) {
            generation = (generation + 1) % SECONDS;
            drop(generation);
            generationEnd += second;
            expected = --expectedSeconds > 0 ? expected : 0;
        }
        settle();
    }

    private void forget(long now) {
        // Of a pause the fastest is kept: speech that goes on is compared with it.
        clear();
        generationEnd = now + second;
    }

    private void drop(int old) {
        byte[] counts = generations[old];
        for (int bin = 0; bin < BINS; bin++) {
            int dropped = counts[bin] & 0xFF;
            totals[bin] -= (short) dropped;
            count -= dropped;
        }
        Arrays.fill(counts, (byte) 0);
        least[old] = NONE;
        quantileMisses = -1;
    }

    private void settle() {
        long now = NONE;
        for (long candidate : least) {
            now = Math.min(now, candidate);
        }
        if (now == NONE) {
            return;
        }
        fastest = now;
        long bin = Math.floorDiv(fastest - origin, width);
        if (bin > MARGIN_BINS || bin < 0) {
            shift(bin - MARGIN_BINS / 2);
        }
    }

    /** One packet's delay. */
    void add(long delay) {
        if (count == 0) {
            origin = delay - (long) MARGIN_BINS / 2 * width;
            fastest = delay;
        }
        if (delay < fastest) {
            fastest = delay;
            long bin = Math.floorDiv(delay - origin, width);
            if (bin < 0) {
                shift(bin - MARGIN_BINS / 2);
            }
        }
        least[generation] = Math.min(least[generation], delay);
        int bin = (int) Math.min(Math.floorDiv(delay - origin, width), BINS - 1);
        byte[] counts = generations[generation];
        if (counts[bin] != (byte) 0xFF) {
            counts[bin]++;
            totals[bin]++;
            count++;
        }
        if (bin > quantileBin) {
            quantileMisses = -1;
        }
    }

    /** Moves the scale: what lay in bin {@code by} is in bin 0 then. */
    private void shift(long by) {
        origin += by * width;
        int bins = (int) Math.clamp(by, -BINS, BINS);
        quantileMisses = -1;
        Arrays.fill(totals, (short) 0);
        for (byte[] counts : generations) {
            move(counts, bins);
            for (int bin = 0; bin < BINS; bin++) {
                totals[bin] += (short) (counts[bin] & 0xFF);
            }
        }
        count = 0;
        for (short total : totals) {
            count += total;
        }
    }

    private static void move(byte[] counts, int by) {
        int kept = Math.max(0, BINS - Math.abs(by));
        System.arraycopy(counts, Math.clamp(by, 0, BINS - kept), counts, Math.clamp(-by, 0, BINS - kept), kept);
        if (by > 0) {
            Arrays.fill(counts, kept, BINS, (byte) 0);
        } else {
            Arrays.fill(counts, 0, BINS - kept, (byte) 0);
        }
    }

    /** How much slower than the fastest all but so many of a thousand were. */
    int quantile(int missesPerMille) {
        if (count == 0) {
            return expected;
        }
        int misses = count * missesPerMille / 1000;
        if (misses != quantileMisses) {
            quantileMisses = misses;
            quantileBin = BINS - 1;
            int above = totals[quantileBin];
            while (above <= misses && quantileBin > 0) {
                above += totals[--quantileBin];
            }
        }
        return (int) Math.max(expected, origin + (long) (quantileBin + 1) * width - 1 - fastest);
    }

    /** Forgets all but the fastest. */
    void clear() {
        for (byte[] counts : generations) {
            Arrays.fill(counts, (byte) 0);
        }
        Arrays.fill(totals, (short) 0);
        Arrays.fill(least, NONE);
        count = 0;
        quantileMisses = -1;
    }
}

package io.ringflow.media.jitter;

/**
 * How much faster the far end's clock runs than ours, from the drift of the fastest packets' delay: a straight line
 * through the last minute. Owned by the buffer; time and delays are in samples.
 */
final class ClockSkew {
    private static final int POINTS = 60;
    private static final int FEWEST = 20;

    private final int second;
    private final long[] fastest = new long[POINTS];

    private int count;
    private int partsPerMillion;
    private long secondEnd;
    private long least = Long.MAX_VALUE;

    ClockSkew(int sampleRate) {
        this.second = sampleRate;
    }

    void add(long now, long delay) {
        if (now >= secondEnd) {
            if (now >= secondEnd + second || least == Long.MAX_VALUE) {
                // A second without packets: the line is broken.
                count = 0;
            } else {
                fastest[count++ % POINTS] = least;
            }
            partsPerMillion = estimate();
            secondEnd = now - Math.floorMod(now, (long) second) + second;
            least = Long.MAX_VALUE;
        }
        least = Math.min(least, delay);
    }

    /** Parts per million, positive when the far end is fast; 0 while too little is known. */
    int partsPerMillion() {
        return partsPerMillion;
    }

    private int estimate() {
        int points = Math.min(count, POINTS);
        if (points < FEWEST) {
            return 0;
        }
        long reference = fastest[(count - points) % POINTS];
        double middle = (points - 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int i = 0; i < points; i++) {
            double away = i - middle;
            product += away * (fastest[(count - points + i) % POINTS] - reference);
            square += away * away;
        }
        return (int) Math.round(-product / square / second * 1e6);
    }

    void clear() {
        count = 0;
        secondEnd = 0;
        least = Long.MAX_VALUE;
        partsPerMillion = 0;
    }
}

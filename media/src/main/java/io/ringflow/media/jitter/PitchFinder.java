package io.ringflow.media.jitter;

/**
 * The period of a voice, 5 to 15 ms, by correlation with itself (G.711 Appendix I.2.2), at any sample rate that is a
 * multiple of 8 kHz or near one. Owned by one play-out.
 */
final class PitchFinder {
    private static final int LOW_RATE = 8_000;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 120;
    private static final int WINDOW = 160;

    private final int factor;
    private final short[] low = new short[LONGEST + WINDOW];

    private float likeness;

    PitchFinder(int sampleRate) {
        this.factor = Math.max(1, sampleRate / LOW_RATE);
    }

    /** Samples that are looked at. */
    int reach() {
        return (LONGEST + WINDOW) * factor;
    }

    int longest() {
        return LONGEST * factor;
    }

    /** The period, in samples, of what ends before this index. */
    int period(short[] pcm, int end) {
        bringDown(pcm, end - reach());
        int best = search(SHORTEST, LONGEST, 2, 2);
        best = search(Math.max(SHORTEST, best - 1), Math.min(LONGEST, best + 1), 1, 1);
        return factor == 1 ? best : sharpen(pcm, end, best * factor);
    }

    /** How alike the last two periods found are: 1 when equal, 0 when unrelated. */
    float likeness() {
        return likeness;
    }

    private void bringDown(short[] pcm, int from) {
        for (int i = 0; i < low.length; i++) {
            int sum = 0;
            for (int j = 0; j < factor; j++) {
                sum += pcm[from + i * factor + j];
            }
            low[i] = (short) (sum / factor);
        }
    }

    private int search(int shortest, int longest, int lagStep, int step) {
        int best = shortest;
        float bestScore = Float.NEGATIVE_INFINITY;
        for (int lag = shortest; lag <= longest; lag += lagStep) {
            long product = 0;
            long before = 0;
            long now = 0;
            for (int i = LONGEST; i < LONGEST + WINDOW; i += step) {
                int here = low[i];
                int there = low[i - lag];
                product += here * there;
                before += there * there;
                now += here * here;
            }
            float score = score(product, before, now);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        likeness = bestScore;
        return best;
    }

    private int sharpen(short[] pcm, int end, int near) {
        int best = near;
        float bestScore = Float.NEGATIVE_INFINITY;
        int window = WINDOW * factor;
        for (int lag = near - factor + 1; lag < near + factor; lag++) {
            if (lag > longest()) {
                break;
            }
            long product = 0;
            long before = 0;
            long now = 0;
            for (int i = end - window; i < end; i += 2) {
                int here = pcm[i];
                int there = pcm[i - lag];
                product += here * there;
                before += there * there;
                now += here * here;
            }
            float score = score(product, before, now);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    private static float score(long product, long before, long now) {
        double scale = Math.sqrt((double) before * now);
        return scale > 0 ? (float) (product / scale) : 0;
    }
}

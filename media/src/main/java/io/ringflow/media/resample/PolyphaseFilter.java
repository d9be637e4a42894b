package io.ringflow.media.resample;

/**
 * The low pass between two sample rates, one set of taps per phase of the output: a sinc under a Kaiser window whose
 * transition band ends where folding begins. Immutable; any number of streams may share one.
 */
final class PolyphaseFilter {
    private final int up;
    private final int down;
    private final int reach;
    private final float[][] phases;

    /**
     * @param from rate of the input in Hz; with {@code to} it should be a ratio of small numbers
     * @param halfWidth taps on each side of the centre, in periods of the lower rate
     * @param stopBandDb how far what would fold back, or mirror, is weakened
     */
    PolyphaseFilter(int from, int to, int halfWidth, double stopBandDb) {
        int divisor = greatestCommonDivisor(from, to);
        up = to / divisor;
        down = from / divisor;
        double scale = Math.min(1, (double) to / from);
        // Even, so that the taps are added up in fours.
        reach = 2 * (int) Math.ceil(halfWidth / scale / 2);
        double beta = 0.1102 * (stopBandDb - 8.7);
        double transition = (stopBandDb - 8) / (14.36 * 2 * halfWidth);
        double cutoff = scale * (1 - transition);
        phases = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            phases[phase] = taps((double) phase / up, cutoff, scale / halfWidth, beta);
        }
    }

    /** Samples of the output for {@link #down} of the input. */
    int up() {
        return up;
    }

    int down() {
        return down;
    }

    /** Taps on each side of the centre, in samples of the input. */
    int reach() {
        return reach;
    }

    int length() {
        return 2 * reach;
    }

    /** One sample of the output; the centre is at {@code line[first + reach - 1]}, {@code phase / up} further on. */
    float at(int phase, float[] line, int first) {
        float[] taps = phases[phase];
        // Four sums at a time: one alone waits for each addition before the next.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int tap = 0; tap <= taps.length - 4; tap += 4) {
            a += taps[tap] * line[first + tap];
            b += taps[tap + 1] * line[first + tap + 1];
            c += taps[tap + 2] * line[first + tap + 2];
            d += taps[tap + 3] * line[first + tap + 3];
        }
        return a + b + (c + d);
    }

    private float[] taps(double fraction, double cutoff, double perSample, double beta) {
        double[] exact = new double[length()];
        double sum = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            double distance = tap - reach + 1 - fraction;
            double relative = distance * perSample;
            double window = Math.abs(relative) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - relative * relative));
            exact[tap] = sinc(cutoff * distance) * window;
            sum += exact[tap];
        }
        float[] taps = new float[exact.length];
        for (int tap = 0; tap < taps.length; tap++) {
            // Every phase passes DC unchanged, so that none modulates the signal.
            taps[tap] = (float) (exact[tap] / sum);
        }
        return taps;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Modified Bessel function of the first kind, order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}

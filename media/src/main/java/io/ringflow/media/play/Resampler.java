package io.ringflow.media.play;

/**
 * Changes the sample rate of a whole sound by a windowed-sinc filter, one set of taps per phase. Stateless; for use off
 * the loops.
 *
 * <p>What would fold back is 80 dB down; the pass band reaches 0.44 of the lower rate. Zero delay: sample 0 stays
 * sample 0.
 */
final class Resampler {
    private static final double STOP_BAND_DB = 80;

    /** Taps on each side of the centre, in periods of the lower rate. */
    private static final int HALF_WIDTH = 44;

    private final int up;
    private final int down;
    /** Taps on each side, in samples of the input. */
    private final int reach;

    private final float[][] phases;

    /** @param from rate of the input in Hz; with {@code to} it should be a ratio of small numbers */
    Resampler(int from, int to) {
        int divisor = gcd(from, to);
        up = to / divisor;
        down = from / divisor;
        double scale = Math.min(1, (double) to / from);
        reach = (int) Math.ceil(HALF_WIDTH / scale);
        phases = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            phases[phase] = taps((double) phase / up, scale);
        }
    }

    static short[] resample(short[] pcm, int from, int to) {
        return from == to ? pcm : new Resampler(from, to).resample(pcm);
    }

    short[] resample(short[] pcm) {
        short[] result = new short[(int) (((long) pcm.length * up + down - 1) / down)];
        for (int i = 0; i < result.length; i++) {
            long position = (long) i * down;
            float[] taps = phases[(int) (position % up)];
            int first = (int) (position / up) - reach + 1;
            int from = Math.max(0, -first);
            int to = Math.min(taps.length, pcm.length - first);
            result[i] =
                    (short) Math.clamp(Math.round(sum(taps, pcm, first, from, to)), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    /** Four sums at a time: one alone waits for each addition before the next. */
    private static float sum(float[] taps, short[] pcm, int first, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int tap = from;
        for (; tap + 3 < to; tap += 4) {
            a += taps[tap] * pcm[first + tap];
            b += taps[tap + 1] * pcm[first + tap + 1];
            c += taps[tap + 2] * pcm[first + tap + 2];
            d += taps[tap + 3] * pcm[first + tap + 3];
        }
        for (; tap < to; tap++) {
            a += taps[tap] * pcm[first + tap];
        }
        return a + b + (c + d);
    }

    private float[] taps(double fraction, double scale) {
        // the transition band of this window ends where folding begins
        double transition = (STOP_BAND_DB - 8) / (14.36 * 2 * HALF_WIDTH);
        double cutoff = scale * (1 - transition);
        double beta = 0.1102 * (STOP_BAND_DB - 8.7);
        double[] exact = new double[2 * reach];
        double sum = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            double distance = tap - reach + 1 - fraction;
            double relative = distance * scale / HALF_WIDTH;
            double window = Math.abs(relative) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - relative * relative));
            exact[tap] = sinc(cutoff * distance) * window;
            sum += exact[tap];
        }
        float[] taps = new float[exact.length];
        for (int tap = 0; tap < taps.length; tap++) {
            // every phase passes DC unchanged, so that none modulates the signal
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

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}

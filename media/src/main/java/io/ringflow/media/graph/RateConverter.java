package io.ringflow.media.graph;

import java.util.Arrays;

/**
 * Changes the sample rate of a stream as it goes by, block by block, with a delay of {@link #DELAY_PERIODS} samples of
 * the lower rate (3 ms at 8 kHz). Owned by the stream's loop; allocates nothing after construction.
 *
 * <p>A windowed sinc, one set of taps per phase: the pass band is flat within 0.05 dB up to 0.4 of the lower rate, what
 * would fold back is 60 dB down.
 */
public final class RateConverter {
    /** Delay in samples of the lower rate; also the taps on each side of the centre. */
    public static final int DELAY_PERIODS = 24;

    private static final int LONGEST_BLOCK_MILLIS = 120;
    private static final double STOP_BAND_DB = 60;

    private final int up;
    private final int down;
    private final float[][] phases;
    private final float[] history;
    private final int kept;

    /** @param from rate of the input in Hz; {@code from} and {@code to} are multiples of 1000 */
    public RateConverter(int from, int to) {
        int divisor = gcd(from, to);
        up = to / divisor;
        down = from / divisor;
        double scale = Math.min(1, (double) to / from);
        int reach = (int) Math.ceil(DELAY_PERIODS / scale);
        phases = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            phases[phase] = taps((double) phase / up, scale, reach);
        }
        kept = 2 * reach;
        history = new float[kept + from / 1_000 * LONGEST_BLOCK_MILLIS];
    }

    /**
     * Converts one block, of whole milliseconds and 120 of them at most.
     *
     * @return samples written: those read, times the ratio of the rates
     */
    public int convert(short[] in, int inOffset, int samples, short[] out, int outOffset) {
        for (int i = 0; i < samples; i++) {
            history[kept + i] = in[inOffset + i];
        }
        int count = samples * up / down;
        int position = 0;
        int phase = 0;
        for (int i = 0; i < count; i++) {
            out[outOffset + i] =
                    (short) Math.clamp(Math.round(sum(phases[phase], position)), Short.MIN_VALUE, Short.MAX_VALUE);
            phase += down;
            position += phase / up;
            phase %= up;
        }
        System.arraycopy(history, samples, history, 0, kept);
        return count;
    }

    /** The stream begins anew, from silence. */
    public void clear() {
        Arrays.fill(history, 0);
    }

    // Four sums at a time: one alone waits for each addition before the next.
    private float sum(float[] taps, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int tap = 0; tap < taps.length; tap += 4) {
            a += taps[tap] * history[from + tap];
            b += taps[tap + 1] * history[from + tap + 1];
            c += taps[tap + 2] * history[from + tap + 2];
            d += taps[tap + 3] * history[from + tap + 3];
        }
        return a + b + (c + d);
    }

    private static float[] taps(double fraction, double scale, int reach) {
        // the transition band of this window ends where folding begins
        double transition = (STOP_BAND_DB - 8) / (14.36 * 2 * DELAY_PERIODS);
        double cutoff = scale * (1 - transition);
        double beta = 0.1102 * (STOP_BAND_DB - 8.7);
        double[] exact = new double[2 * reach];
        double sum = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            double distance = tap - reach + 1 - fraction;
            double relative = distance * scale / DELAY_PERIODS;
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

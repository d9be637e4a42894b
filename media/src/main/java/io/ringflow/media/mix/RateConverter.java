package io.ringflow.media.mix;

import java.util.Arrays;

/**
 * Brings one rate's sum to another rate, 20 ms at a time without a seam: a windowed-sinc filter with one set of taps per
 * phase. Delays by {@link #delay}. What would fold back or mirror is 70 dB down. Owned by the room's loop.
 */
final class RateConverter {
    /** Taps on each side of the centre, in periods of the lower rate. */
    private static final int HALF_WIDTH = 32;

    private final int up;
    private final int down;
    private final int inSamples;
    private final int outSamples;
    private final int length;
    private final float[][] taps;
    /** The last input of the frame before, then the frame. */
    private final float[] line;

    /** The line may still hold what was heard. */
    private boolean ringing;

    RateConverter(int from, int to) {
        int divisor = gcd(from, to);
        up = to / divisor;
        down = from / divisor;
        inSamples = from / Mixer.FRAMES_PER_SECOND;
        outSamples = to / Mixer.FRAMES_PER_SECOND;
        double scale = Math.min(1, (double) to / from);
        // Even, so that the taps are added up in fours.
        int reach = 2 * (int) Math.ceil(HALF_WIDTH / scale / 2);
        length = 2 * reach;
        line = new float[length + inSamples];
        taps = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            taps[phase] = taps(reach, (double) phase / up, scale);
        }
    }

    /** Samples of the input by which the output is late. */
    int delay() {
        return length / 2;
    }

    /** Adds a frame to a sum of the other rate. */
    void add(int[] frame, int[] sum) {
        ringing = true;
        System.arraycopy(line, inSamples, line, 0, length);
        for (int i = 0; i < inSamples; i++) {
            line[length + i] = frame[i];
        }
        convert(sum);
    }

    /** Adds what is left of earlier frames, in the place of one that is silent. */
    void addSilence(int[] sum) {
        if (!ringing) {
            return;
        }
        boolean last = true;
        System.arraycopy(line, inSamples, line, 0, length);
        for (int i = 0; i < length; i++) {
            last &= line[i] == 0;
        }
        Arrays.fill(line, length, line.length, 0);
        ringing = !last;
        convert(sum);
    }

    private void convert(int[] sum) {
        int phase = 0;
        int first = 1;
        for (int i = 0; i < outSamples; i++) {
            sum[i] += Math.round(filtered(taps[phase], first));
            phase += down;
            first += phase / up;
            phase %= up;
        }
    }

    /** Four sums at a time: one alone waits for each addition before the next. */
    private float filtered(float[] with, int first) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int tap = 0; tap < with.length; tap += 4) {
            a += with[tap] * line[first + tap];
            b += with[tap + 1] * line[first + tap + 1];
            c += with[tap + 2] * line[first + tap + 2];
            d += with[tap + 3] * line[first + tap + 3];
        }
        return a + b + (c + d);
    }

    private static float[] taps(int reach, double fraction, double scale) {
        // Blackman's transition band ends where folding begins.
        double cutoff = scale * (1 - 5.5 / (2 * HALF_WIDTH));
        double[] exact = new double[2 * reach];
        double sum = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            double distance = tap - reach + 1 - fraction;
            double angle = Math.PI * distance / reach;
            double window = Math.abs(distance) >= reach ? 0 : 0.42 + 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
            double x = Math.PI * cutoff * distance;
            exact[tap] = (Math.abs(x) < 1e-12 ? 1 : Math.sin(x) / x) * window;
            sum += exact[tap];
        }
        float[] taps = new float[exact.length];
        for (int tap = 0; tap < taps.length; tap++) {
            // Every phase passes DC unchanged, so that none modulates the signal.
            taps[tap] = (float) (exact[tap] / sum);
        }
        return taps;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}

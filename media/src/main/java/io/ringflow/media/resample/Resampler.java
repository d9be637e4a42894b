package io.ringflow.media.resample;

import java.util.Arrays;

/**
 * Changes the sample rate of a whole sound. Stateless; for use off the loops.
 *
 * <p>What would fold back is 80 dB down; the pass band reaches 0.44 of the lower rate. Zero delay: sample 0 stays
 * sample 0.
 */
public final class Resampler {
    private static final int HALF_WIDTH = 44;
    private static final double STOP_BAND_DB = 80;
    private static final int BLOCK = 4_096;

    private Resampler() {}

    /** @param from rate of {@code pcm} in Hz; with {@code to} it should be a ratio of small numbers */
    public static short[] resample(short[] pcm, int from, int to) {
        return from == to ? pcm : resample(pcm, new PolyphaseFilter(from, to, HALF_WIDTH, STOP_BAND_DB));
    }

    private static short[] resample(short[] pcm, PolyphaseFilter filter) {
        int up = filter.up();
        int down = filter.down();
        short[] result = new short[(int) (((long) pcm.length * up + down - 1) / down)];
        float[] line = new float[filter.length() + BLOCK];
        int lineStart = 1 - filter.reach();
        fill(line, pcm, lineStart);
        for (int i = 0; i < result.length; i++) {
            long position = (long) i * down;
            int first = (int) (position / up) - filter.reach() + 1;
            if (first - lineStart > BLOCK) {
                lineStart = first;
                fill(line, pcm, first);
            }
            float sample = filter.at((int) (position % up), line, first - lineStart);
            result[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    /** Fills the line with the sound from {@code first} on; silence where there is none. */
    private static void fill(float[] line, short[] pcm, int first) {
        int from = Math.clamp(-first, 0, line.length);
        int to = Math.clamp(pcm.length - first, from, line.length);
        Arrays.fill(line, 0, from, 0);
        for (int i = from; i < to; i++) {
            line[i] = pcm[first + i];
        }
        Arrays.fill(line, to, line.length, 0);
    }
}

package io.ringflow.media.resample;

import java.util.Arrays;

/**
 * Changes the sample rate of a stream as it goes by, block by block without a seam, {@link #delay} late (3.75 ms at 8 kHz).
 * Owned by the stream's loop; allocates nothing after construction.
 *
 * <p>The pass band is flat within 0.05 dB up to 0.4 of the lower rate, what would fold back or mirror is 70 dB down.
 */
public final class RateConverter {
    private static final int HALF_WIDTH = 30;
    private static final double STOP_BAND_DB = 70;

    private final PolyphaseFilter filter;
    /** The last input of the block before, then the block. */
    private final float[] line;

    /** The line may still hold what was heard. */
    private boolean ringing;

    /**
     * @param from rate of the input in Hz
     * @param longestBlock samples of the input in one go
     */
    public RateConverter(int from, int to, int longestBlock) {
        filter = new PolyphaseFilter(from, to, HALF_WIDTH, STOP_BAND_DB);
        line = new float[filter.length() + longestBlock];
    }

    /** Samples of the input by which the output is late. */
    public int delay() {
        return filter.reach();
    }

    /**
     * Converts one block, whose length times the ratio of the rates is a whole number.
     *
     * @return samples written
     */
    public int convert(short[] in, int inOffset, int samples, short[] out, int outOffset) {
        int kept = filter.length();
        for (int i = 0; i < samples; i++) {
            line[kept + i] = in[inOffset + i];
        }
        int up = filter.up();
        int down = filter.down();
        int count = samples * up / down;
        int phase = 0;
        int first = 1;
        for (int i = 0; i < count; i++) {
            out[outOffset + i] =
                    (short) Math.clamp(Math.round(filter.at(phase, line, first)), Short.MIN_VALUE, Short.MAX_VALUE);
            phase += down;
            first += phase / up;
            phase %= up;
        }
        keep(samples);
        return count;
    }

    /** Forgets all that was heard. */
    public void clear() {
        Arrays.fill(line, 0);
        ringing = false;
    }

    /** Adds one block, as {@link #convert} would write it but not clipped, to a sum of the other rate. */
    public void add(int[] in, int samples, int[] sum) {
        ringing = true;
        int kept = filter.length();
        for (int i = 0; i < samples; i++) {
            line[kept + i] = in[i];
        }
        addLine(samples, sum);
    }

    /** Adds what is left of earlier blocks, in the place of one that is silent. */
    public void addSilence(int samples, int[] sum) {
        if (!ringing) {
            return;
        }
        int kept = filter.length();
        Arrays.fill(line, kept, kept + samples, 0);
        addLine(samples, sum);
        ringing = false;
        for (int i = 0; i < kept; i++) {
            ringing |= line[i] != 0;
        }
    }

    private void addLine(int samples, int[] sum) {
        int up = filter.up();
        int down = filter.down();
        int count = samples * up / down;
        int phase = 0;
        int first = 1;
        for (int i = 0; i < count; i++) {
            sum[i] += Math.round(filter.at(phase, line, first));
            phase += down;
            first += phase / up;
            phase %= up;
        }
        keep(samples);
    }

    private void keep(int samples) {
        System.arraycopy(line, samples, line, 0, filter.length());
    }
}

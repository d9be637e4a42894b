package io.ringflow.media.mix;

/**
 * Keeps a mix within 16 bits without clipping: looks a little over a millisecond ahead, turns down in a straight line
 * until the peak is there, and up again slowly, so that it is not heard pumping. Delays by what it looks ahead. Owned by
 * the room's loop.
 */
final class Limiter {
    /** Half a dB below full scale. */
    static final int CEILING = 30_934;

    private static final int MOST_BLOCKS = 16;
    private static final double RELEASE_SECONDS = 0.25;
    /** So near to one that the difference is no step of 16 bits. */
    private static final float NEARLY_ONE = 0.99999f;

    private final int samples;
    private final int blocks;
    /** Samples of one block, and of the delay. */
    private final int block;

    private final float release;
    /** What was delayed, then the frame. */
    private final int[] line;

    private final float[] allowed;

    /** Factor at the end of the last frame. */
    private float gain = 1;

    Limiter(int samples) {
        int parts = MOST_BLOCKS;
        while (samples % parts != 0) {
            parts--;
        }
        this.samples = samples;
        this.blocks = parts;
        this.block = samples / parts;
        this.release = (float) (1.0 / Mixer.FRAMES_PER_SECOND / parts / RELEASE_SECONDS);
        this.line = new int[block + samples];
        this.allowed = new float[blocks + 1];
    }

    /** Samples by which what comes out is later than what goes in. */
    int delay() {
        return block;
    }

    float gain() {
        return gain;
    }

    /** Goes on as if it had heard what the other has. */
    void follow(Limiter other) {
        System.arraycopy(other.line, samples, line, samples, block);
        gain = other.gain;
    }

    void limit(int[] in, short[] out) {
        System.arraycopy(line, samples, line, 0, block);
        System.arraycopy(in, 0, line, block, samples);
        if (gain == 1 && peak(0, line.length) <= CEILING) {
            for (int i = 0; i < samples; i++) {
                out[i] = (short) line[i];
            }
            return;
        }
        for (int i = 0; i <= blocks; i++) {
            int peak = peak(i * block, (i + 1) * block);
            allowed[i] = peak <= CEILING ? 1 : (float) CEILING / peak;
        }
        for (int i = 0; i < blocks; i++) {
            float end = Math.min(Math.min(allowed[i], allowed[i + 1]), gain + (1 - gain) * release);
            slide(i * block, gain, end > NEARLY_ONE ? 1 : end, out);
            gain = end > NEARLY_ONE ? 1 : end;
        }
    }

    private int peak(int from, int to) {
        int peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(line[i]));
        }
        return peak;
    }

    private void slide(int at, float from, float to, short[] out) {
        float step = (to - from) / block;
        for (int i = 0; i < block; i++) {
            out[at + i] = (short) Math.round(line[at + i] * (from + step * i));
        }
    }
}

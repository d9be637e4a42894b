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
    /** Samples of one block, and of the delay. */
    private final int block;

    private final float release;
    /** What is delayed until the next frame. */
    private final int[] tail;

    /** Factor at the end of the last frame. */
    private float gain = 1;

    Limiter(int samples) {
        int parts = MOST_BLOCKS;
        while (samples % parts != 0) {
            parts--;
        }
        this.samples = samples;
        this.block = samples / parts;
        this.release = (float) (1.0 / Mixer.FRAMES_PER_SECOND / parts / RELEASE_SECONDS);
        this.tail = new int[block];
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
        System.arraycopy(other.tail, 0, tail, 0, block);
        gain = other.gain;
    }

    void limit(int[] in, short[] out) {
        if (gain == 1 && peak(tail, 0, block) <= CEILING && peak(in, 0, samples) <= CEILING) {
            for (int i = 0; i < block; i++) {
                out[i] = (short) tail[i];
            }
            for (int i = block; i < samples; i++) {
                out[i] = (short) in[i - block];
            }
        } else {
            turnDown(in, out);
        }
        System.arraycopy(in, samples - block, tail, 0, block);
    }

    private void turnDown(int[] in, short[] out) {
        float ahead = allowed(tail, 0);
        for (int at = 0; at < samples; at += block) {
            float here = ahead;
            ahead = allowed(in, at);
            float end = Math.min(Math.min(here, ahead), gain + (1 - gain) * release);
            end = end > NEARLY_ONE ? 1 : end;
            if (at == 0) {
                slide(tail, 0, end, out, 0);
            } else {
                slide(in, at - block, end, out, at);
            }
            gain = end;
        }
    }

    /** Highest factor at which a block is below the ceiling. */
    private float allowed(int[] in, int from) {
        int peak = peak(in, from, from + block);
        return peak <= CEILING ? 1 : (float) CEILING / peak;
    }

    private static int peak(int[] in, int from, int to) {
        int peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(in[i]));
        }
        return peak;
    }

    private void slide(int[] in, int from, float end, short[] out, int to) {
        float step = (end - gain) / block;
        for (int i = 0; i < block; i++) {
            out[to + i] = (short) Math.round(in[from + i] * (gain + step * i));
        }
    }
}

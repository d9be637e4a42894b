package io.ringflow.media.jitter;

/** Covers missing audio with what was heard last, fading out. Owned by the leg's loop. */
public final class Concealment {

    /** After this it is silent. */
    public static final int AUDIBLE_MILLIS = 60;

    private static final int STEPS = AUDIBLE_MILLIS / JitterBuffer.FRAME_MILLIS;

    private final short[] last;

    private int step = STEPS;

    /** @param samples samples in a frame of 10 ms */
    public Concealment(int samples) {
        this.last = new short[samples];
    }

    /** A frame was heard. */
    public void heard(short[] pcm, int offset) {
        System.arraycopy(pcm, offset, last, 0, last.length);
        step = 0;
    }

    /** Fills in for a missing frame. */
    public void conceal(short[] pcm, int offset) {
        step = Math.min(STEPS, step + 1);
        int weight = STEPS - step;
        for (int i = 0; i < last.length; i++) {
            // Every other repetition runs backwards: no step at the seam, hence no click.
            short sample = (step & 1) != 0 ? last[last.length - 1 - i] : last[i];
            pcm[offset + i] = (short) (sample * weight / STEPS);
        }
    }

    /** Nobody speaks: there is nothing to repeat. */
    public void silence() {
        step = STEPS;
    }
}

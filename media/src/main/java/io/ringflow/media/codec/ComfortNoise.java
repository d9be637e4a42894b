package io.ringflow.media.codec;

/**
 * What is heard while the far end has told that it is silent: noise at the level that it told (RFC 3389), so that the
 * line does not seem dead. Owned by the leg's loop; allocates nothing.
 */
public final class ComfortNoise {
    /** However loud the far end says its room is, this is as loud as we let it be: -dBov. */
    private static final int LOUDEST = 50;

    /** Below this it is silence. */
    private static final int QUIETEST = 90;

    private static final int OVERLOAD = 32_768;

    /** Amplitude of even noise whose power is that many dB below overload. */
    private static final int[] AMPLITUDES = new int[QUIETEST];

    static {
        for (int level = 0; level < QUIETEST; level++) {
            // even noise of amplitude a has an effective value of a / √3
            AMPLITUDES[level] =
                    (int) Math.round(OVERLOAD * Math.sqrt(3) * Math.pow(10, -Math.max(level, LOUDEST) / 20.0));
        }
    }

    private int amplitude;
    private int seed = 1;
    private int smooth;

    /** Takes the level of a comfort-noise payload; the shape of its spectrum, if there is one, is passed over. */
    public void hear(byte[] payload, int offset, int length) {
        // RFC 3389 §3.1: 0 to 127 -dBov
        int level = length == 0 ? QUIETEST : payload[offset] & 0x7F;
        amplitude = level < QUIETEST ? AMPLITUDES[level] : 0;
    }

    /** The far end speaks, or somebody else does: no more noise. */
    public void stop() {
        amplitude = 0;
    }

    /** Whether there is any noise to be heard. */
    public boolean audible() {
        return amplitude > 0;
    }

    /** Fills {@code pcm[offset..offset + samples)} with noise. */
    public void fill(short[] pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            seed = seed * 1_664_525 + 1_013_904_223;
            int even = (int) ((long) (seed >> 15) * amplitude >> 16);
            // a room is duller than a waterfall: the mean of two neighbours, as loud as one
            int dull = (even + smooth) * 181 >> 8;
            smooth = even;
            pcm[offset + i] = (short) dull;
        }
    }
}

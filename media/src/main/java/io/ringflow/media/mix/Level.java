package io.ringflow.media.mix;

/** How loud a frame is, in whole dBov (RFC 6464 §3): 0 is a square wave at full scale. Stateless. */
public final class Level {
    /** Nothing but zeros. */
    public static final int SILENCE = -127;

    private static final double FULL_SCALE = 32_768.0 * 32_768.0;

    private Level() {}

    /** Of a frame's first samples; {@link #SILENCE} when they are all zero. */
    public static int of(short[] frame, int samples) {
        long energy = 0;
        for (int i = 0; i < samples; i++) {
            energy += frame[i] * frame[i];
        }
        return energy == 0 ? SILENCE : (int) Math.round(10 * Math.log10(energy / FULL_SCALE / samples));
    }

    /** dB as a factor. */
    static float gain(double db) {
        return (float) Math.pow(10, db / 20);
    }
}

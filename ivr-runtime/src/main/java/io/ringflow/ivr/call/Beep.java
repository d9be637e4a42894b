package io.ringflow.ivr.call;

import io.ringflow.media.Clip;
import io.ringflow.media.play.PcmClip;

/** The tone that says "speak now": 1000 Hz for a quarter of a second, at -12 dBm0, without clicks. */
final class Beep {

    static final int HERTZ = 1_000;

    private static final int RATE = 16_000;
    private static final int SAMPLES = RATE / 4;
    private static final int RAMP = RATE / 100;
    /** ITU-T G.711: full scale is 3.14 dBm0. */
    private static final double PEAK = 32_768 * Math.pow(10, (-12 - 3.14) / 20);

    static final Clip CLIP = new PcmClip("beep", samples(), RATE);

    private Beep() {}

    private static short[] samples() {
        var samples = new short[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double ramp = Math.min(1, Math.min(i, SAMPLES - i) / (double) RAMP);
            samples[i] = (short) Math.round(ramp * PEAK * Math.sin(2 * Math.PI * HERTZ * i / RATE));
        }
        return samples;
    }
}

package io.ringflow.ivr.call;

import io.ringflow.media.Clip;
import io.ringflow.media.play.PcmClip;

/** What a caller hears while somebody is being called and the far end sends no sound: ours, made once. Immutable. */
final class RingTone {

    private static final int RATE = 8_000;
    /** The ring-back tone of China (GB/T 7611): 450 Hz, a second of it and four of silence. */
    private static final double HZ = 450;

    private static final int TONE_SECONDS = 1;
    private static final int PERIOD_SECONDS = 5;
    /** -20 dBm0: an announcement is not much louder. */
    private static final double PEAK = 32_767 * 0.1;

    private static final Clip CLIP = new PcmClip("ring-back tone", period(), RATE);

    private RingTone() {}

    /** One period. */
    static Clip clip() {
        return CLIP;
    }

    private static short[] period() {
        var samples = new short[PERIOD_SECONDS * RATE];
        for (int i = 0; i < TONE_SECONDS * RATE; i++) {
            samples[i] = (short) Math.round(PEAK * Math.sin(2 * Math.PI * HZ * i / RATE));
        }
        return samples;
    }
}

package io.ringflow.ivr.speech;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.play.PcmClip;

/**
 * Sound of speech: mono, 16 bits. Not changed after it is made.
 *
 * @param sampleRate Hz
 */
public record SpeechPcm(short[] samples, int sampleRate) {

    /** The rate everything is kept at: the best any call has use for, half the size of what engines make. */
    public static final int KEPT_RATE = 16_000;

    /** @throws SpeechFailure BAD_SOUND */
    public static SpeechPcm ofWave(byte[] file) {
        try {
            return new SpeechPcm(PcmClip.ofWave("speech", file).pcm(KEPT_RATE), KEPT_RATE);
        } catch (MediaFailure bad) {
            throw new SpeechFailure(SpeechFailure.Kind.BAD_SOUND, "the sound is broken: " + bad.getMessage(), bad);
        }
    }

    /** The same at {@link #KEPT_RATE}. */
    SpeechPcm kept() {
        if (sampleRate == KEPT_RATE) return this;
        return new SpeechPcm(new PcmClip("speech", samples, sampleRate).pcm(KEPT_RATE), KEPT_RATE);
    }

    long millis() {
        return samples.length * 1_000L / sampleRate;
    }
}

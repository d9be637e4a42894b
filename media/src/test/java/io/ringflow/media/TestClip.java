package io.ringflow.media;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.play.PcmClip;

/** A clip of the given PCM at 8 kHz, without files. */
public record TestClip(String name, short[] samples) implements Clip {

    /** A clip in which every millisecond has its own level. */
    public static TestClip ramp(int millis) {
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((i / 8 % 120 + 1) * 256);
        }
        return new TestClip("ramp", samples);
    }

    @Override
    public int durationMillis() {
        return samples.length / 8;
    }

    @Override
    public short[] pcm(int sampleRate) {
        return samples.clone();
    }

    @Override
    public EncodedClip encoded(Codec codec, int packetMillis) {
        return new PcmClip(name, samples, 8_000).encoded(codec, packetMillis);
    }

    /** What a leg says when there is nothing to say. */
    public static EncodedClip silence(Codec codec) {
        return new TestClip("silence", new short[160]).encoded(codec, 20);
    }
}

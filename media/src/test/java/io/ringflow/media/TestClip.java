package io.ringflow.media;

import io.ringflow.media.codec.Codec;
import java.util.Arrays;

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
    public byte[] payload(Codec codec) {
        int padded = (samples.length + 159) / 160 * 160;
        short[] pcm = Arrays.copyOf(samples, padded);
        byte[] payload = new byte[padded];
        codec.newEncoder().encode(pcm, 0, padded, payload, 0);
        return payload;
    }
}

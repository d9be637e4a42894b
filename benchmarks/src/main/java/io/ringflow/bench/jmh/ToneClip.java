package io.ringflow.bench.jmh;

import io.ringflow.media.Clip;
import io.ringflow.media.codec.Codec;

/** A prompt of 440 Hz without a file. */
record ToneClip(int durationMillis) implements Clip {

    @Override
    public String name() {
        return "tone";
    }

    @Override
    public short[] pcm(int sampleRate) {
        var samples = new short[durationMillis * (sampleRate / 1_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / sampleRate));
        }
        return samples;
    }

    @Override
    public byte[] payload(Codec codec) {
        short[] samples = pcm(codec.sampleRate());
        var payload = new byte[codec.maxPayloadBytes(durationMillis)];
        codec.newEncoder().encode(samples, 0, samples.length, payload, 0);
        return payload;
    }
}

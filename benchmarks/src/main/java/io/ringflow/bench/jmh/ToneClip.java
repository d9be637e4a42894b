package io.ringflow.bench.jmh;

import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.play.PcmClip;

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
    public EncodedClip encoded(Codec codec, int packetMillis) {
        return new PcmClip("tone", pcm(codec.sampleRate()), codec.sampleRate()).encoded(codec, packetMillis);
    }
}

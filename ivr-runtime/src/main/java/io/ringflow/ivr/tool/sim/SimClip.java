package io.ringflow.ivr.tool.sim;

import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.codec.Codec;

/** Something to hear of which only the name and the length are known. Immutable. */
record SimClip(String name, int durationMillis) implements Clip {

    @Override
    public short[] pcm(int sampleRate) {
        return new short[0];
    }

    @Override
    public EncodedClip encoded(Codec codec, int packetMillis) {
        return EncodedClip.NONE;
    }
}

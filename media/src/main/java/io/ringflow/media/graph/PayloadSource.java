package io.ringflow.media.graph;

import io.ringflow.media.codec.Codec;

/** A source that may have what it gives encoded already, once for all who are given the same. Owned like its pulls. */
public interface PayloadSource extends AudioSource {

    /** There is no payload to share: the audio is there to be {@link #pull pulled} and encoded. */
    int NOT_SHARED = -1;

    /**
     * Copies one packet's payload to the start of {@code payload}; what was copied need not be pulled.
     *
     * @return bytes copied, 0 when the codec sends nothing now, or {@link #NOT_SHARED}
     */
    int pullPayload(Codec codec, int packetMillis, byte[] payload);
}

package io.ringflow.media;

import io.ringflow.media.codec.Codec;

/**
 * A prompt in memory: decoded once, encoded once per codec, shared by every call that plays it. Immutable to its users;
 * thread-safe.
 */
public interface Clip {

    /** The name it was loaded by. */
    String name();

    /** Length in milliseconds. */
    int durationMillis();

    /**
     * PCM at the given rate, resampled at the first call. May take milliseconds: not for a loop.
     *
     * @param sampleRate Hz
     */
    short[] pcm(int sampleRate);

    /**
     * The whole clip as payload for packets of that many milliseconds, padded with silence to whole units; encoded at
     * the first call. May take milliseconds, or seconds for a long one with a costly codec: not for a loop.
     *
     * @param packetMillis as {@link Codec#packetMillis} allows
     */
    EncodedClip encoded(Codec codec, int packetMillis);
}

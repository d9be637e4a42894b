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
     * The whole clip as payload bytes of a codec whose payload is a fixed number of bytes per 20 ms, padded with
     * silence to whole 20 ms frames; encoded at the first call. May take milliseconds: not for a loop.
     */
    byte[] payload(Codec codec);
}

package io.ringflow.media.codec;

/**
 * A kind of audio payload. Stateless and shared; each direction of each leg has its own {@link Encoder} or
 * {@link Decoder}, which keep the state and allocate nothing after construction.
 */
public interface Codec {

    /** Encoding name as in {@code a=rtpmap}, upper case. */
    String name();

    /** RTP timestamp rate in Hz (8000 for G.722 though it samples at 16000). */
    int clockRate();

    /** PCM rate in Hz. */
    int sampleRate();

    /** Static payload type of RFC 3551, or -1. */
    int staticPayloadType();

    /** Most payload bytes that {@code millis} of audio can take. */
    int maxPayloadBytes(int millis);

    Encoder newEncoder();

    Decoder newDecoder();

    /** PCM to payload. Owned by one leg's loop. */
    interface Encoder {
        /** Encodes {@code samples} samples and returns the bytes written. */
        int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset);
    }

    /** Payload to PCM. Owned by one leg's loop. */
    interface Decoder {
        /** Decodes and returns the samples written; never more than fit. */
        int decode(byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset);
    }
}

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

    /**
     * Samples at {@link #sampleRate} that a payload stands for, told without decoding it; 0 when it makes no sense. As
     * it stands for codecs with a fixed number of bytes per millisecond.
     */
    default int samplesIn(byte[] payload, int offset, int length) {
        return length * 20 / maxPayloadBytes(20) * sampleRate() / 1_000;
    }

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

        /**
         * Fills in for {@code samples} that did not come, by the codec's own means.
         *
         * @return samples written; 0 when the codec has no means, and the caller has to
         */
        default int conceal(short[] pcm, int pcmOffset, int samples) {
            return 0;
        }

        /**
         * Restores the {@code samples} before a packet from what that packet says of them (in-band FEC). The packet
         * itself is decoded afterwards.
         *
         * @return samples written; 0 when it says nothing
         */
        default int recover(byte[] next, int offset, int length, short[] pcm, int pcmOffset, int samples) {
            return 0;
        }
    }
}

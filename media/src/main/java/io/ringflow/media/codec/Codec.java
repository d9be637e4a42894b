package io.ringflow.media.codec;

import java.util.Locale;
import java.util.Optional;

/**
 * A kind of audio payload. Immutable and shared; each direction of each leg has its own {@link Encoder} or
 * {@link Decoder}, which keep the state and allocate nothing after construction.
 *
 * <p>Found by service loading. A constructor that throws {@link CodecUnavailable} says why its codec can't be offered
 * here.
 */
public interface Codec {

    /** Encoding name as it is registered and written in {@code a=rtpmap}, e.g. {@code PCMA}; compared in any case. */
    String name();

    /** RTP timestamp rate in Hz (8000 for G.722 though it samples at 16000). */
    int clockRate();

    /** Channels as in {@code a=rtpmap} (2 for Opus, whatever is sent). Audio is always one channel of PCM. */
    default int channels() {
        return 1;
    }

    /** PCM rate in Hz. */
    int sampleRate();

    /** Static payload type of RFC 3551, or -1. */
    int staticPayloadType();

    /** What it is called in the configuration, in figures and in the log: upper case, with the clock where it must be. */
    default String key() {
        return name().toUpperCase(Locale.ROOT);
    }

    /** Most payload bytes that {@code millis} of audio can take. */
    int maxPayloadBytes(int millis);

    /**
     * The packet time that can be made nearest below {@code wanted}, or the least one.
     *
     * @param wanted 10 to 60
     */
    default int packetMillis(int wanted) {
        return wanted - wanted % 10;
    }

    /**
     * Milliseconds of audio whose payloads may be put one after the other to make a packet of {@code packetMillis}; the
     * packet time itself when payloads can't be joined.
     */
    default int unitMillis(int packetMillis) {
        return 10;
    }

    /**
     * Samples at {@link #sampleRate} that a payload stands for, told without decoding it; 0 when it makes no sense. As
     * it stands for codecs with a fixed number of bytes per millisecond.
     */
    default int samplesIn(byte[] payload, int offset, int length) {
        return length * 20 / maxPayloadBytes(20) * sampleRate() / 1_000;
    }

    /** What {@code a=fmtp} says of what we like to receive; empty for no such line. */
    default String parameters() {
        return "";
    }

    /**
     * This codec as the far end wants it: encoders follow its format parameters, and {@link #parameters} is what an
     * answer says. Empty when its parameters can't be met, as another mode of packing.
     *
     * <p>Prompts are kept encoded once for each {@link #variant}, so that there must be few: round rates to steps.
     *
     * @param far what {@code a=fmtp} says of what the far end likes to receive
     */
    default Optional<Codec> agreed(FormatParameters far) {
        return Optional.of(this);
    }

    /** Tells apart those of one key that encode in another way; one of a small set. */
    default String variant() {
        return key();
    }

    Encoder newEncoder();

    Decoder newDecoder();

    /** PCM to payload. Owned by one leg's loop, or by whoever encodes a prompt. */
    interface Encoder extends AutoCloseable {
        /**
         * Encodes {@code samples} samples, a packet time that {@link Codec#packetMillis} allows or one {@link
         * Codec#unitMillis unit} of it, into one payload.
         *
         * @return bytes written; 0 when nothing need be sent (discontinuous transmission)
         */
        int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset);

        /** Frees what is held outside the heap. */
        @Override
        default void close() {}
    }

    /** Payload to PCM. Owned by one leg's loop. */
    interface Decoder extends AutoCloseable {
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

        /** Frees what is held outside the heap. */
        @Override
        default void close() {}
    }
}

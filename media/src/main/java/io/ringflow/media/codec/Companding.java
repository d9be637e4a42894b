package io.ringflow.media.codec;

/**
 * Both directions of a G.711 law as tables, shared by all legs: one byte per sample, no state.
 *
 * <p>Neither law looks at the lowest two bits of a 16-bit sample, so 16 384 entries hold every result.
 */
final class Companding implements Codec.Encoder, Codec.Decoder {
    private static final int IGNORED_BITS = 2;
    private static final int INDEX_MASK = 0x3FFF;

    private final byte[] encoded = new byte[INDEX_MASK + 1];
    private final short[] decoded = new short[256];

    /** One sample of 16 bits to one code word. */
    interface Compressor {
        int compress(int sample);
    }

    /** One code word to one sample. */
    interface Expander {
        int expand(int code);
    }

    Companding(Compressor compressor, Expander expander) {
        for (int index = 0; index <= INDEX_MASK; index++) {
            encoded[index] = (byte) compressor.compress((short) (index << IGNORED_BITS));
        }
        for (int code = 0; code < decoded.length; code++) {
            decoded[code] = (short) expander.expand(code);
        }
    }

    @Override
    public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
        for (int i = 0; i < samples; i++) {
            payload[payloadOffset + i] = encoded[pcm[pcmOffset + i] >> IGNORED_BITS & INDEX_MASK];
        }
        return samples;
    }

    @Override
    public int decode(byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
        int samples = Math.min(length, pcm.length - pcmOffset);
        for (int i = 0; i < samples; i++) {
            pcm[pcmOffset + i] = decoded[payload[payloadOffset + i] & 0xFF];
        }
        return samples;
    }

    /** Nothing to free: shared by all. */
    @Override
    public void close() {}
}

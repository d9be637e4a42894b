package io.ringflow.media.codec;

/**
 * Linear PCM of 16 bits, one channel, at 8 or 16 kHz (RFC 3551 §4.5.11). Stateless; its encoder and decoder are shared
 * by all legs. The static types are those of 44.1 kHz, which is not for telephones.
 */
public abstract sealed class L16 implements Codec {
    private static final Samples SAMPLES = new Samples();

    private final int rate;

    private L16(int rate) {
        this.rate = rate;
    }

    /** At 8 kHz. */
    public static final class Narrow extends L16 {
        public Narrow() {
            super(8_000);
        }
    }

    /** At 16 kHz. */
    public static final class Wide extends L16 {
        public Wide() {
            super(16_000);
        }
    }

    @Override
    public String name() {
        return "L16";
    }

    @Override
    public String key() {
        return "L16/" + rate;
    }

    @Override
    public int clockRate() {
        return rate;
    }

    @Override
    public int sampleRate() {
        return rate;
    }

    @Override
    public int staticPayloadType() {
        return -1;
    }

    @Override
    public int maxPayloadBytes(int millis) {
        return millis * rate / 1_000 * Short.BYTES;
    }

    /** A packet has to go through networks that carry no more than 1,500 bytes. */
    @Override
    public int packetMillis(int wanted) {
        return Math.min(Codec.super.packetMillis(wanted), 40);
    }

    @Override
    public Encoder newEncoder() {
        return SAMPLES;
    }

    @Override
    public Decoder newDecoder() {
        return SAMPLES;
    }

    /** Network byte order. */
    private static final class Samples implements Encoder, Decoder {
        @Override
        public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
            for (int i = 0; i < samples; i++) {
                int sample = pcm[pcmOffset + i];
                payload[payloadOffset + 2 * i] = (byte) (sample >> 8);
                payload[payloadOffset + 2 * i + 1] = (byte) sample;
            }
            return Short.BYTES * samples;
        }

        @Override
        public int decode(byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
            int samples = Math.min(length / Short.BYTES, pcm.length - pcmOffset);
            for (int i = 0; i < samples; i++) {
                int high = payload[payloadOffset + 2 * i];
                int low = payload[payloadOffset + 2 * i + 1] & 0xFF;
                pcm[pcmOffset + i] = (short) (high << 8 | low);
            }
            return samples;
        }

        /** Nothing to free: shared by all. */
        @Override
        public void close() {}
    }
}

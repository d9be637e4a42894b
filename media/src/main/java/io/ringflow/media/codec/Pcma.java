package io.ringflow.media.codec;

/** G.711 A-law: payload type 8. Stateless; its encoder and decoder are shared by all legs. */
public final class Pcma implements Codec {
    /** G.711 §3.2: the even bits are inverted on the line. */
    private static final int EVEN_BITS = 0x55;

    private static final Companding TABLES = new Companding(Pcma::compress, Pcma::expand);

    @Override
    public String name() {
        return "PCMA";
    }

    @Override
    public int clockRate() {
        return 8_000;
    }

    @Override
    public int sampleRate() {
        return 8_000;
    }

    @Override
    public int staticPayloadType() {
        return 8;
    }

    @Override
    public int maxPayloadBytes(int millis) {
        return millis * sampleRate() / 1_000;
    }

    @Override
    public Encoder newEncoder() {
        return TABLES;
    }

    @Override
    public Decoder newDecoder() {
        return TABLES;
    }

    private static int compress(int sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
        int step = magnitude >> Math.max(0, segment - 1) & 0x0F;
        int code = (segment << 4 | step) ^ EVEN_BITS;
        return sample < 0 ? code : code | 0x80;
    }

    private static int expand(int code) {
        int plain = code ^ EVEN_BITS;
        int segment = plain >> 4 & 0x07;
        int step = plain & 0x0F;
        int magnitude = segment == 0 ? 2 * step + 1 : 2 * step + 33 << segment - 1;
        return (code & 0x80) == 0 ? -magnitude << 3 : magnitude << 3;
    }
}

package io.ringflow.media.codec;

/** G.711 µ-law: payload type 0. Stateless; its encoder and decoder are shared by all legs. */
public final class Pcmu implements Codec {
    private static final int BIAS = 33;
    private static final int LARGEST = 0x1FFF;
    private static final Companding TABLES = new Companding(Pcmu::compress, Pcmu::expand);

    @Override
    public String name() {
        return "PCMU";
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
        return 0;
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
        int magnitude = Math.min((sample < 0 ? ~sample >> 2 : sample >> 2) + BIAS, LARGEST);
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int step = magnitude >> segment + 1 & 0x0F;
        // G.711 table 2a: all bits but the sign of a positive sample are inverted
        int code = ~(segment << 4 | step) & 0x7F;
        return sample < 0 ? code : code | 0x80;
    }

    private static int expand(int code) {
        int inverted = ~code;
        int segment = inverted >> 4 & 0x07;
        int step = inverted & 0x0F;
        int magnitude = (2 * step + BIAS << segment) - BIAS << 2;
        return (code & 0x80) == 0 ? -magnitude : magnitude;
    }
}

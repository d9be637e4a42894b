package io.ringflow.testkit.rtp;

/** ITU-T G.711 by its arithmetic, not by anybody's tables. Stateless. */
public enum G711 {
    PCMU(0) {
        @Override
        public short decode(byte octet) {
            int code = ~octet & 0xFF;
            int magnitude = ((((code & 0x0F) << 3) + 0x84) << (code >> 4 & 7)) - 0x84;
            return (short) ((code & 0x80) != 0 ? -magnitude : magnitude);
        }

        @Override
        public byte encode(int sample) {
            int sign = sample < 0 ? 0x80 : 0;
            int magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
            int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
            return (byte) ~(sign | exponent << 4 | magnitude >> (exponent + 3) & 0x0F);
        }
    },
    PCMA(8) {
        @Override
        public short decode(byte octet) {
            int code = octet ^ 0x55;
            int exponent = code >> 4 & 7;
            int mantissa = (code & 0x0F) << 4 | 8;
            int magnitude = exponent == 0 ? mantissa : (mantissa | 0x100) << (exponent - 1);
            return (short) ((code & 0x80) != 0 ? magnitude : -magnitude);
        }

        @Override
        public byte encode(int sample) {
            int sign = sample < 0 ? 0 : 0x80;
            int magnitude = Math.min(sample < 0 ? ~sample : sample, 32_767);
            int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude | 1));
            int mantissa = magnitude >> (exponent == 0 ? 4 : exponent + 3) & 0x0F;
            return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
        }
    };

    private final int payloadType;

    G711(int payloadType) {
        this.payloadType = payloadType;
    }

    public abstract short decode(byte octet);

    public abstract byte encode(int sample);

    /** The static payload type of RFC 3551. */
    public int payloadType() {
        return payloadType;
    }

    public byte[] encode(short[] samples) {
        byte[] octets = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            octets[i] = encode(samples[i]);
        }
        return octets;
    }

    public short[] decode(byte[] octets) {
        short[] samples = new short[octets.length];
        for (int i = 0; i < octets.length; i++) {
            samples[i] = decode(octets[i]);
        }
        return samples;
    }
}

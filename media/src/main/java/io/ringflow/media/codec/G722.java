package io.ringflow.media.codec;

/**
 * G.722 at 64 kbit/s: payload type 9. Sixteen bits of two samples at 16 kHz make a byte; the RTP clock is 8000 Hz by an
 * old mistake that stays (RFC 3551 §4.5.2). Names of the blocks are those of ITU-T G.722 §6.2.
 */
public final class G722 implements Codec {

    /** §6.2.1.1 table 5: where one level of the lower band's quantizer ends and the next begins. */
    private static final int[] DECISIONS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** Table 8: what a code word of the lower band stands for with all its six bits. */
    private static final int[] LEVELS_6 = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** Table 8: with the four that adaptation looks at. */
    private static final int[] LEVELS_4 = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** Table 9, by the same four bits: how the scale factor of the lower band grows. */
    private static final int[] GROWTH_4 = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    /** Tables 15 and 16: the upper band. */
    private static final int[] LEVELS_2 = {-7408, -1616, 7408, 1616};

    private static final int[] GROWTH_2 = {798, -214, 798, -214};

    /** §6.2.1.1 table 15: where the higher level of the upper band begins. */
    private static final int UPPER_DECISION = 564;

    /** Table 11, the even and the odd taps of the quadrature mirror filter. */
    private static final int[] EVEN_TAPS = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private static final int[] ODD_TAPS = {-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3};

    @Override
    public String name() {
        return "G722";
    }

    @Override
    public int clockRate() {
        return 8_000;
    }

    @Override
    public int sampleRate() {
        return 16_000;
    }

    @Override
    public int staticPayloadType() {
        return 9;
    }

    @Override
    public int maxPayloadBytes(int millis) {
        return millis * 8;
    }

    @Override
    public Encoder newEncoder() {
        return new SubBandEncoder();
    }

    @Override
    public Decoder newDecoder() {
        return new SubBandDecoder();
    }

    /** Half of the quadrature mirror filter: every other sample, the last twelve of them, oldest first. */
    private static final class HalfFilter {
        private static final int LENGTH = 12;

        private final int[] taps;
        /** Each sample is written twice, so that the last twelve always lie in one piece. */
        private final int[] samples = new int[2 * LENGTH];

        private int oldest;

        HalfFilter(int[] taps) {
            this.taps = taps;
        }

        int next(int sample) {
            samples[oldest] = sample;
            samples[oldest + LENGTH] = sample;
            oldest = oldest + 1 == LENGTH ? 0 : oldest + 1;
            int sum = 0;
            for (int i = 0; i < LENGTH; i++) {
                sum += samples[oldest + i] * taps[i];
            }
            return sum;
        }
    }

    private static final class SubBandEncoder implements Encoder {
        /** The gain of the filter is 4096, two halves are added, and the bands have 15 bits. */
        private static final int FILTER_SHIFT = 14;

        private final HalfFilter first = new HalfFilter(EVEN_TAPS);
        private final HalfFilter second = new HalfFilter(ODD_TAPS);
        private final G722Band lower = G722Band.lower();
        private final G722Band upper = G722Band.higher();

        @Override
        public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
            int bytes = samples / 2;
            for (int i = 0; i < bytes; i++) {
                int odd = first.next(pcm[pcmOffset + 2 * i]);
                int even = second.next(pcm[pcmOffset + 2 * i + 1]);
                int low = lowerBand(even + odd >> FILTER_SHIFT);
                int high = upperBand(even - odd >> FILTER_SHIFT);
                payload[payloadOffset + i] = (byte) (high << 6 | low);
            }
            return bytes;
        }

        private int lowerBand(int sample) {
            int error = G722Band.saturate(sample - lower.prediction());
            int level = level(error < 0 ? ~error : error, lower.scale());
            // Table 7: code words count down from the middle, those of the two smallest negative levels stand apart.
            int code = error >= 0 ? 62 - level : level < 3 ? 64 - level : 34 - level;
            lower.adapt(lower.scaled(LEVELS_4[code >> 2]), GROWTH_4[code >> 2]);
            return code;
        }

        /** The first level, from 1, that ends above this magnitude. */
        private static int level(int magnitude, int scale) {
            int low = 1;
            int high = DECISIONS.length;
            while (low < high) {
                int middle = low + high >>> 1;
                if (magnitude < DECISIONS[middle] * scale >> 12) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private int upperBand(int sample) {
            int error = G722Band.saturate(sample - upper.prediction());
            boolean large = (error < 0 ? ~error : error) >= UPPER_DECISION * upper.scale() >> 12;
            int code = (error < 0 ? 0 : 2) + (large ? 0 : 1);
            upper.adapt(upper.scaled(LEVELS_2[code]), GROWTH_2[code]);
            return code;
        }
    }

    private static final class SubBandDecoder implements Decoder {
        private static final int FILTER_SHIFT = 11;

        private final HalfFilter sums = new HalfFilter(EVEN_TAPS);
        private final HalfFilter differences = new HalfFilter(ODD_TAPS);
        private final G722Band lower = G722Band.lower();
        private final G722Band upper = G722Band.higher();

        @Override
        public int decode(byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
            int bytes = Math.min(length, (pcm.length - pcmOffset) / 2);
            for (int i = 0; i < bytes; i++) {
                int code = payload[payloadOffset + i] & 0xFF;
                int low = lowerBand(code & 0x3F);
                int high = upperBand(code >> 6);
                int sum = sums.next(low + high);
                pcm[pcmOffset + 2 * i] = (short) G722Band.saturate(differences.next(low - high) >> FILTER_SHIFT);
                pcm[pcmOffset + 2 * i + 1] = (short) G722Band.saturate(sum >> FILTER_SHIFT);
            }
            return 2 * bytes;
        }

        private int lowerBand(int code) {
            int sample = limited(lower.prediction() + lower.scaled(LEVELS_6[code]));
            lower.adapt(lower.scaled(LEVELS_4[code >> 2]), GROWTH_4[code >> 2]);
            return sample;
        }

        private int upperBand(int code) {
            int difference = upper.scaled(LEVELS_2[code]);
            int sample = limited(upper.prediction() + difference);
            upper.adapt(difference, GROWTH_2[code]);
            return sample;
        }

        /** LIMIT. */
        private static int limited(int sample) {
            return Math.clamp(sample, -16_384, 16_383);
        }
    }
}

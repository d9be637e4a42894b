package io.ringflow.media.codec.opus;

import io.ringflow.media.codec.FormatParameters;

/**
 * How we encode for a far end.
 *
 * @param sampleRate of our PCM, in Hz
 * @param widestRate audio above half of this rate is of no use to the far end, in Hz
 * @param bitRate bits per second, on average
 * @param fec each packet also describes the frame before it, roughly
 * @param dtx little is sent while nobody speaks
 * @param constant packets are of equal size
 */
record OpusSettings(int sampleRate, int widestRate, int bitRate, boolean fec, boolean dtx, boolean constant) {
    /** Share of the bits is spent on redundancy as if so many packets were lost; there is none at 0. */
    static final int EXPECTED_LOSS_PERCENT = 10;

    /** Of 10. Prompts and mixes are encoded on loops: half of the best costs less than half of the time. */
    static final int COMPLEXITY = 5;

    private static final int LEAST_BIT_RATE = 8_000;
    private static final int BIT_RATE_STEP = 4_000;

    /** For a far end that says nothing (RFC 7587 §7: no FEC, no DTX then). */
    static OpusSettings of(int sampleRate) {
        return new OpusSettings(sampleRate, sampleRate, usualBitRate(sampleRate), false, false, false);
    }

    /** As the far end wants it (RFC 7587 §6.1), bit rates in steps. */
    OpusSettings agreed(FormatParameters far) {
        int asked = far.integer("maxaveragebitrate", bitRate);
        int widest = Math.min(sampleRate, bandRate(far.integer("maxplaybackrate", sampleRate)));
        int rate = Math.min(usualBitRate(widest), asked - asked % BIT_RATE_STEP);
        return new OpusSettings(
                sampleRate,
                widest,
                Math.max(LEAST_BIT_RATE, rate),
                far.flag("useinbandfec"),
                far.flag("usedtx"),
                far.flag("cbr"));
    }

    // Within RFC 7587 §3.1.1, towards its upper ends: FEC has to fit in as well.
    private static int usualBitRate(int sampleRate) {
        return switch (sampleRate) {
            case 8_000 -> 16_000;
            case 12_000 -> 20_000;
            case 16_000 -> 24_000;
            case 24_000 -> 28_000;
            default -> 40_000;
        };
    }

    /** The least rate of Opus that carries what the far end can play. */
    private static int bandRate(int played) {
        if (played <= 8_000) {
            return 8_000;
        }
        if (played <= 12_000) {
            return 12_000;
        }
        if (played <= 16_000) {
            return 16_000;
        }
        return played <= 24_000 ? 24_000 : 48_000;
    }

    /** Tells settings apart, e.g. {@code 24k-fec}. */
    String text() {
        return bitRate / 1_000 + "k"
                + (widestRate < sampleRate ? "-" + widestRate : "")
                + (fec ? "-fec" : "")
                + (dtx ? "-dtx" : "")
                + (constant ? "-cbr" : "");
    }
}

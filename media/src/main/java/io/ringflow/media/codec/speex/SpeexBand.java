package io.ringflow.media.codec.speex;

/** A bandwidth of Speex. */
enum SpeexBand {
    NARROW(8_000, 492, 8),
    WIDE(16_000, 844, 10);

    /** Of 10: 11 kb/s in narrow band, 20.6 kb/s in wide band. */
    static final int USUAL_QUALITY = 6;

    /** The least quality that gives a mode of narrow band, by mode. */
    private static final int[] QUALITY_OF_MODE = {USUAL_QUALITY, 0, 2, 3, 5, 7, 9, 10, 1};

    private final int sampleRate;
    private final int mostFrameBits;
    private final int highestMode;

    SpeexBand(int sampleRate, int mostFrameBits, int highestMode) {
        this.sampleRate = sampleRate;
        this.mostFrameBits = mostFrameBits;
        this.highestMode = highestMode;
    }

    int sampleRate() {
        return sampleRate;
    }

    /** Bits of a frame at the highest quality. */
    int mostFrameBits() {
        return mostFrameBits;
    }

    int frameSamples() {
        return sampleRate / 1_000 * SpeexPayload.FRAME_MILLIS;
    }

    /** The quality for a mode as it stands in {@code a=fmtp}; the usual one for what is no mode. */
    int quality(String mode) {
        if (mode.isEmpty() || mode.length() > 2 || !mode.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return USUAL_QUALITY;
        }
        int number = Integer.parseInt(mode);
        if (number > highestMode) {
            return USUAL_QUALITY;
        }
        return this == WIDE ? number : QUALITY_OF_MODE[number];
    }
}

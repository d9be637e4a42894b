package io.ringflow.media.play;

/** Mono PCM as it was read from a file. Not changed after it is made. */
record Sound(short[] pcm, int sampleRate) {
    /** Two hours at 8 kHz; less time at higher rates, so that no file takes more than 115 MB. */
    static final int MAX_SAMPLES = 2 * 3_600 * 8_000;

    static boolean isRate(long sampleRate) {
        return switch ((int) Math.clamp(sampleRate, 0, Integer.MAX_VALUE)) {
            case 8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000 -> true;
            default -> false;
        };
    }
}

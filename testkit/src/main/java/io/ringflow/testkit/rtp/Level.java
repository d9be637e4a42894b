package io.ringflow.testkit.rtp;

/** Levels in dBm0: a sine of full scale is +3.14 (ITU-T G.711). Stateless. */
final class Level {
    static final double SILENCE_DBM0 = -90;

    private static final double FULL_SCALE_DBM0 = 3.14;

    private Level() {}

    static double peakOfSine(double dbm0) {
        return 32_768 * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
    }

    static double ofPeak(double peak) {
        return peak <= 0 ? SILENCE_DBM0 : Math.max(SILENCE_DBM0, 20 * Math.log10(peak / 32_768) + FULL_SCALE_DBM0);
    }

    static double ofMeanSquare(double meanSquare) {
        return ofPeak(Math.sqrt(2 * meanSquare));
    }

    static double of(short[] samples, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return ofMeanSquare(sum / count);
    }
}

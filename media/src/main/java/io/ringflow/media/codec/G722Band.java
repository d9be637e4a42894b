package io.ringflow.media.codec;

/**
 * One sub-band of G.722: its scale factor and its predictor, the same in encoder and decoder. Names of the blocks are
 * those of ITU-T G.722 §6.2. Owned by one coder.
 */
final class G722Band {
    /** Block 3, §6.2.1.3 table 13: the mantissa of the scale factor. */
    private static final int[] ILB = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    /** Difference signals of the last six samples, newest first. */
    private final int[] differences = new int[6];

    private final int[] zeros = new int[6];
    private final int scaleLimit;
    private final int scaleShift;

    private int scaleLog;
    private int scale;
    private int pole1;
    private int pole2;
    private int reconstructed;
    private int reconstructedBefore;
    private int partial;
    private int partialBefore;
    private int zeroPrediction;
    private int prediction;

    private G722Band(int scale, int scaleLimit, int scaleShift) {
        this.scale = scale;
        this.scaleLimit = scaleLimit;
        this.scaleShift = scaleShift;
    }

    static G722Band lower() {
        return new G722Band(32, 18_432, 8);
    }

    static G722Band higher() {
        return new G722Band(8, 22_528, 10);
    }

    /** The predicted sample. */
    int prediction() {
        return prediction;
    }

    /** A level of the quantizer in the present scale. */
    int scaled(int level) {
        return scale * level >> 15;
    }

    /** The scale factor itself. */
    int scale() {
        return scale;
    }

    /**
     * Moves on by one sample.
     *
     * @param difference the quantized difference between it and the prediction
     * @param growth what its code word adds to the logarithm of the scale factor
     */
    void adapt(int difference, int growth) {
        rescale(growth);
        int partialNow = saturate(difference + zeroPrediction);
        int reconstructedNow = saturate(prediction + difference);
        adaptPoles(partialNow);
        adaptZeros(difference);
        reconstructedBefore = reconstructed;
        reconstructed = reconstructedNow;
        zeroPrediction = zeroPrediction();
        prediction = saturate(polePrediction() + zeroPrediction);
    }

    /** LOGSCL and SCALEL, LOGSCH and SCALEH. */
    private void rescale(int growth) {
        scaleLog = Math.clamp((scaleLog * 127 >> 7) + growth, 0, scaleLimit);
        int mantissa = ILB[scaleLog >> 6 & 31];
        int shift = scaleShift - (scaleLog >> 11);
        scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /** UPPOL2 and UPPOL1. */
    private void adaptPoles(int partialNow) {
        int sign = partialNow >> 15;
        boolean likeLast = sign == partial >> 15;
        boolean likeBefore = sign == partialBefore >> 15;
        int fourTimes = saturate(pole1 << 2);
        int step = likeLast ? Math.min(-fourTimes, Short.MAX_VALUE) : fourTimes;
        int second = (step >> 7) + (likeBefore ? 128 : -128) + (pole2 * 32_512 >> 15);
        pole2 = Math.clamp(second, -12_288, 12_288);
        int first = saturate((likeLast ? 192 : -192) + (pole1 * 32_640 >> 15));
        int limit = saturate(15_360 - pole2);
        pole1 = Math.clamp(first, -limit, limit);
        partialBefore = partial;
        partial = partialNow;
    }

    /** UPZERO and DELAYA. */
    private void adaptZeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        int sign = difference >> 15;
        for (int i = 0; i < zeros.length; i++) {
            int towards = differences[i] >> 15 == sign ? step : -step;
            zeros[i] = saturate(towards + (zeros[i] * 32_640 >> 15));
        }
        System.arraycopy(differences, 0, differences, 1, differences.length - 1);
        differences[0] = difference;
    }

    /** FILTEP. */
    private int polePrediction() {
        int first = pole1 * saturate(reconstructed << 1) >> 15;
        int second = pole2 * saturate(reconstructedBefore << 1) >> 15;
        return saturate(first + second);
    }

    /** FILTEZ. */
    private int zeroPrediction() {
        int sum = 0;
        for (int i = 0; i < zeros.length; i++) {
            sum += zeros[i] * saturate(differences[i] << 1) >> 15;
        }
        return saturate(sum);
    }

    static int saturate(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}

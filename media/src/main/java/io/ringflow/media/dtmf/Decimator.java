package io.ringflow.media.dtmf;

/**
 * Brings audio of any rate down to 8 kHz or little more, where keys are looked for, and takes its direct current away.
 * Owned by one detector; allocates when the rate changes only.
 */
final class Decimator {
    private static final int TARGET = 8_000;
    /** Of the band of the result: the upper tones and their second harmonics pass, what would fold does not. */
    private static final double CUTOFF = 0.45;

    private static final int LOBES = 8;
    /** -3 dB at about 25 Hz. */
    private static final float KEPT = 0.98f;

    private static final float FADED = 1e-6f;

    private int sampleRate;
    private int factor = 1;
    private float[] taps = {1};
    private float[] line = new float[1];
    private int filled;
    private float lastIn;
    private float lastOut;

    /** Gets ready for audio of this rate. */
    void tune(int rate) {
        sampleRate = rate;
        factor = Math.max(1, rate / TARGET);
        int count = factor == 1 ? 1 : LOBES * factor + 1;
        taps = new float[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double x = i - (count - 1) / 2.0;
            double cutoff = 2 * CUTOFF / factor;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
            double window = count == 1 ? 1 : 0.54 + 0.46 * Math.cos(2 * Math.PI * x / (count - 1));
            taps[i] = (float) (sinc * window);
            sum += taps[i];
        }
        for (int i = 0; i < count; i++) {
            taps[i] /= (float) sum;
        }
        line = new float[count + factor - 1];
        filled = count - 1;
        lastIn = 0;
        lastOut = 0;
    }

    /** Rate of the result in Hz. */
    int rate() {
        return sampleRate / factor;
    }

    /** Samples of input to one of the result. */
    int factor() {
        return factor;
    }

    /**
     * Takes the next sample.
     *
     * @return whether {@link #value} is a new one
     */
    boolean take(short sample) {
        float out = sample - lastIn + KEPT * lastOut;
        lastIn = sample;
        // what fades out would end in numbers so small that processors are slow with them
        lastOut = Math.abs(out) < FADED ? 0 : out;
        if (factor == 1) {
            return true;
        }
        line[filled++] = lastOut;
        return filled == line.length;
    }

    float value() {
        if (factor == 1) {
            return lastOut;
        }
        float sum = 0;
        int offset = factor - 1;
        for (int i = 0; i < taps.length; i++) {
            sum += taps[i] * line[offset + i];
        }
        System.arraycopy(line, factor, line, 0, taps.length - 1);
        filled = taps.length - 1;
        return sum;
    }
}

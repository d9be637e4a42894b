package io.ringflow.media.dtmf;

/**
 * Measures one block of 20 ms at the eight frequencies of ITU-T Q.23 (Goertzel, under a Hann window). Owned by one
 * detector; allocates nothing after construction.
 *
 * <p>Powers are those of the tone: a sine of amplitude {@code a} has {@code a * a / 2}.
 */
final class ToneBank {
    static final double[] FREQUENCIES = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    static final int COLUMNS = 4;
    private static final int COUNT = 8;

    /** Time between blocks is half a block. */
    private static final int BLOCKS_PER_SECOND = 100;

    private final int sampleRate;
    private final int length;
    private final float[] window;
    private final float[] windowed;
    private final float[] coefficients = new float[COUNT];
    private final double[] cosine = new double[COUNT];
    private final double[] sine = new double[COUNT];
    private final double[] real = new double[COUNT];
    private final double[] imaginary = new double[COUNT];
    private final double[] realBefore = new double[COUNT];
    private final double[] imaginaryBefore = new double[COUNT];
    private final double powerScale;

    private double total;

    ToneBank(int sampleRate) {
        this.sampleRate = sampleRate;
        length = 2 * (sampleRate / BLOCKS_PER_SECOND);
        window = new float[length];
        windowed = new float[length];
        for (int i = 0; i < length; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length));
        }
        for (int tone = 0; tone < COUNT; tone++) {
            double step = 2 * Math.PI * FREQUENCIES[tone] / sampleRate;
            coefficients[tone] = (float) (2 * Math.cos(step));
            cosine[tone] = Math.cos(step);
            sine[tone] = Math.sin(step);
        }
        // the sum of the window is half its length
        powerScale = 8.0 / length / length;
    }

    /** Samples in a block. */
    int length() {
        return length;
    }

    /** Takes a block; the one before is remembered for {@link #deviation}. */
    void measure(float[] samples) {
        System.arraycopy(real, 0, realBefore, 0, COUNT);
        System.arraycopy(imaginary, 0, imaginaryBefore, 0, COUNT);
        float energy = 0;
        for (int i = 0; i < length; i++) {
            float value = samples[i] * window[i];
            windowed[i] = value;
            energy += value * value;
        }
        // the sum of the window's squares is 3/8 of its length
        total = energy / (0.375 * length);
        four(0);
        four(COLUMNS);
    }

    /** A block that is too quiet to be measured. */
    void skip() {
        for (int tone = 0; tone < COUNT; tone++) {
            real[tone] = 0;
            imaginary[tone] = 0;
        }
        total = 0;
    }

    // Four at a time: their chains of additions run side by side.
    private void four(int first) {
        float c0 = coefficients[first];
        float c1 = coefficients[first + 1];
        float c2 = coefficients[first + 2];
        float c3 = coefficients[first + 3];
        float p0 = 0;
        float p1 = 0;
        float p2 = 0;
        float p3 = 0;
        float q0 = 0;
        float q1 = 0;
        float q2 = 0;
        float q3 = 0;
        for (int i = 0; i < length; i++) {
            float x = windowed[i];
            float n0 = x + c0 * p0 - q0;
            float n1 = x + c1 * p1 - q1;
            float n2 = x + c2 * p2 - q2;
            float n3 = x + c3 * p3 - q3;
            q0 = p0;
            q1 = p1;
            q2 = p2;
            q3 = p3;
            p0 = n0;
            p1 = n1;
            p2 = n2;
            p3 = n3;
        }
        set(first, p0, q0);
        set(first + 1, p1, q1);
        set(first + 2, p2, q2);
        set(first + 3, p3, q3);
    }

    private void set(int tone, float last, float before) {
        real[tone] = last - before * cosine[tone];
        imaginary[tone] = before * sine[tone];
    }

    /** Power of the whole block. */
    double total() {
        return total;
    }

    /** Power at one of the frequencies, as seen through the window. */
    double power(int tone) {
        return powerScale * (real[tone] * real[tone] + imaginary[tone] * imaginary[tone]);
    }

    /** The strongest of the rows ({@code first} 0) or columns ({@code first} {@link #COLUMNS}). */
    int strongest(int first) {
        int best = first;
        for (int tone = first + 1; tone < first + COLUMNS; tone++) {
            best = power(tone) > power(best) ? tone : best;
        }
        return best;
    }

    /**
     * How far a tone lies from its frequency, in Hz, by how its phase moved since the block before; right from -50 to
     * 50.
     */
    double deviation(int tone) {
        double re = real[tone] * realBefore[tone] + imaginary[tone] * imaginaryBefore[tone];
        double im = imaginary[tone] * realBefore[tone] - real[tone] * imaginaryBefore[tone];
        int hop = length / 2;
        double expected = 2 * Math.PI * FREQUENCIES[tone] * hop / sampleRate;
        double phase = Math.atan2(im, re) - expected;
        phase -= 2 * Math.PI * Math.rint(phase / (2 * Math.PI));
        return phase * sampleRate / (2 * Math.PI * hop);
    }

    /** What the window leaves of the power of a tone that lies so many Hz away. */
    double seen(double deviation) {
        double bins = deviation * length / sampleRate;
        if (Math.abs(bins) < 1e-6) {
            return 1;
        }
        double amplitude = Math.sin(Math.PI * bins) / (Math.PI * bins) / (1 - bins * bins);
        return amplitude * amplitude;
    }

    /** Power of the present block at any frequency. */
    double powerAt(double frequency) {
        double step = 2 * Math.PI * frequency / sampleRate;
        float coefficient = (float) (2 * Math.cos(step));
        float last = 0;
        float before = 0;
        for (int i = 0; i < length; i++) {
            float next = windowed[i] + coefficient * last - before;
            before = last;
            last = next;
        }
        double re = last - before * Math.cos(step);
        double im = before * Math.sin(step);
        return powerScale * (re * re + im * im);
    }
}

package io.ringflow.media;

/** Measures tones in samples. */
public final class Spectrum {
    private Spectrum() {}

    /** Amplitude of one frequency in {@code pcm[from..to)}, under a Hann window. */
    public static double amplitude(short[] pcm, int from, int to, int sampleRate, double frequency) {
        double real = 0;
        double imaginary = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            double window = 1 - Math.cos(2 * Math.PI * (i - from) / (to - from));
            double angle = 2 * Math.PI * frequency * i / sampleRate;
            real += window * pcm[i] * Math.cos(angle);
            imaginary += window * pcm[i] * Math.sin(angle);
            weight += window;
        }
        return 2 * Math.hypot(real, imaginary) / weight;
    }

    public static double rms(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    public static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}

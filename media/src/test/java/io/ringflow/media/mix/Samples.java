package io.ringflow.media.mix;

import java.util.Arrays;

/** Sound that a test has collected, and what can be measured of it. */
final class Samples {
    /** Frames of 20 ms do not begin where this tone crosses zero: a step between two of them shows. Hz. */
    static final double RESTLESS = 212.5;

    /** Samples at 8 kHz of whole periods of that tone. */
    static final int PERIODS = 640;

    private short[] pcm = new short[16_000];
    private int size;

    void add(short[] frame, int samples) {
        if (size + samples > pcm.length) {
            pcm = Arrays.copyOf(pcm, 2 * (size + samples));
        }
        System.arraycopy(frame, 0, pcm, size, samples);
        size += samples;
    }

    int size() {
        return size;
    }

    short at(int index) {
        return pcm[index];
    }

    /** The last {@code count} samples. */
    short[] last(int count) {
        return Arrays.copyOfRange(pcm, size - count, size);
    }

    /** Amplitude of a tone in the last {@code count} samples, a whole number of its periods. */
    static double amplitude(short[] pcm, double hertz, int rate) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < pcm.length; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            sine += pcm[i] * Math.sin(angle);
            cosine += pcm[i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / pcm.length;
    }

    /** What is left of the energy without these tones, as an amplitude (root mean square). */
    static double remainder(short[] pcm, int rate, double... tones) {
        double energy = 0;
        for (short sample : pcm) {
            energy += (double) sample * sample;
        }
        energy /= pcm.length;
        for (double hertz : tones) {
            double amplitude = amplitude(pcm, hertz, rate);
            energy -= amplitude * amplitude / 2;
        }
        return Math.sqrt(Math.max(0, energy));
    }

    /** The greatest step from one sample to the next. */
    static int greatestStep(short[] pcm) {
        int greatest = 0;
        for (int i = 1; i < pcm.length; i++) {
            greatest = Math.max(greatest, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return greatest;
    }

    static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}

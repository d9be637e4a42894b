package io.ringflow.testkit.rtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Short-time objective intelligibility (Taal, Hendriks, Heusdens, Jensen 2011): how well a listener would understand
 * speech that came through something, 1 for every word. Both sounds must begin at the same sample. Stateless.
 */
public final class Stoi {
    private static final int RATE = 10_000;
    private static final int FRAME = 256;
    private static final int HOP = FRAME / 2;
    private static final int FFT = 512;
    private static final int BANDS = 15;
    private static final double LOWEST_HZ = 150;
    private static final int SEGMENT = 30;
    private static final double DYNAMIC_DB = 40;
    private static final double CLIP = 1 + Math.pow(10, 15 / 20.0);
    private static final int SINC_REACH = 24;

    private Stoi() {}

    /** The index for a sound and what became of it. */
    public static double of(short[] clean, short[] degraded, int sampleRate) {
        int length = Math.min(clean.length, degraded.length);
        double[] x = resample(clean, length, sampleRate);
        double[] y = resample(degraded, length, sampleRate);
        boolean[] speech = speech(x);
        double[][] bandsOfX = bands(joined(x, speech));
        double[][] bandsOfY = bands(joined(y, speech));
        double sum = 0;
        int count = 0;
        for (int last = SEGMENT; last <= bandsOfX.length; last++) {
            for (int band = 0; band < BANDS; band++) {
                sum += likeness(bandsOfX, bandsOfY, band, last - SEGMENT);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double[] resample(short[] sound, int length, int rate) {
        // Between two sample rates there are only so many positions.
        Map<Long, double[]> kernels = new HashMap<>();
        double[] target = new double[(int) ((long) length * RATE / rate)];
        for (int i = 0; i < target.length; i++) {
            int middle = (int) ((long) i * rate / RATE);
            long part = (long) i * rate % RATE;
            double[] kernel = kernels.computeIfAbsent(part, key -> kernel((double) key / RATE, rate));
            for (int tap = 0; tap < kernel.length; tap++) {
                int at = middle + tap - SINC_REACH;
                if (at >= 0 && at < length) {
                    target[i] += sound[at] * kernel[tap];
                }
            }
        }
        return target;
    }

    private static double[] kernel(double part, int rate) {
        double cut = Math.min(1, (double) RATE / rate);
        double[] kernel = new double[2 * SINC_REACH + 1];
        for (int tap = 0; tap < kernel.length; tap++) {
            double away = part + SINC_REACH - tap;
            double window = 0.5 + 0.5 * Math.cos(Math.PI * away / (SINC_REACH + 1));
            double sinc = away == 0 ? 1 : Math.sin(Math.PI * cut * away) / (Math.PI * cut * away);
            kernel[tap] = cut * sinc * window;
        }
        return kernel;
    }

    private static double hann(int i) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (FRAME + 1));
    }

    /** Which frames of the clean sound are not silent. */
    private static boolean[] speech(double[] x) {
        int frames = Math.max(0, (x.length - FRAME) / HOP + 1);
        double[] levels = new double[frames];
        double most = Double.NEGATIVE_INFINITY;
        for (int frame = 0; frame < frames; frame++) {
            double energy = 0;
            for (int i = 0; i < FRAME; i++) {
                double sample = x[frame * HOP + i] * hann(i);
                energy += sample * sample;
            }
            levels[frame] = 10 * Math.log10(energy + 1e-9);
            most = Math.max(most, levels[frame]);
        }
        boolean[] speech = new boolean[frames];
        for (int frame = 0; frame < frames; frame++) {
            speech[frame] = levels[frame] > most - DYNAMIC_DB;
        }
        return speech;
    }

    /** The frames that are speech, put together again. */
    private static double[] joined(double[] sound, boolean[] speech) {
        List<Integer> kept = new ArrayList<>();
        for (int frame = 0; frame < speech.length; frame++) {
            if (speech[frame]) {
                kept.add(frame);
            }
        }
        double[] target = new double[kept.isEmpty() ? 0 : (kept.size() - 1) * HOP + FRAME];
        for (int frame = 0; frame < kept.size(); frame++) {
            for (int i = 0; i < FRAME; i++) {
                target[frame * HOP + i] += sound[kept.get(frame) * HOP + i] * hann(i);
            }
        }
        return target;
    }

    /** Amplitude in each third of an octave, frame by frame. */
    private static double[][] bands(double[] sound) {
        int frames = Math.max(0, (sound.length - FRAME) / HOP + 1);
        double[][] bands = new double[frames][BANDS];
        double[] real = new double[FFT];
        double[] imaginary = new double[FFT];
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < FFT; i++) {
                real[i] = i < FRAME ? sound[frame * HOP + i] * hann(i) : 0;
                imaginary[i] = 0;
            }
            transform(real, imaginary);
            for (int band = 0; band < BANDS; band++) {
                double energy = 0;
                for (int bin = edge(band, -1); bin < edge(band, 1); bin++) {
                    energy += real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
                }
                bands[frame][band] = Math.sqrt(energy);
            }
        }
        return bands;
    }

    private static int edge(int band, int side) {
        double hz = LOWEST_HZ * Math.pow(2, (2 * band + side) / 6.0);
        return (int) Math.round(hz * FFT / RATE);
    }

    private static double likeness(double[][] x, double[][] y, int band, int first) {
        double energyOfX = 0;
        double energyOfY = 0;
        for (int i = first; i < first + SEGMENT; i++) {
            energyOfX += x[i][band] * x[i][band];
            energyOfY += y[i][band] * y[i][band];
        }
        double scale = Math.sqrt(energyOfX / (energyOfY + 1e-9));
        double[] heard = new double[SEGMENT];
        double meanOfX = 0;
        double meanOfY = 0;
        for (int i = 0; i < SEGMENT; i++) {
            heard[i] = Math.min(y[first + i][band] * scale, x[first + i][band] * CLIP);
            meanOfX += x[first + i][band] / SEGMENT;
            meanOfY += heard[i] / SEGMENT;
        }
        double product = 0;
        double squareOfX = 1e-9;
        double squareOfY = 1e-9;
        for (int i = 0; i < SEGMENT; i++) {
            double ofX = x[first + i][band] - meanOfX;
            double ofY = heard[i] - meanOfY;
            product += ofX * ofY;
            squareOfX += ofX * ofX;
            squareOfY += ofY * ofY;
        }
        return product / Math.sqrt(squareOfX * squareOfY);
    }

    /** The Fourier transform in place, by halves. */
    private static void transform(double[] real, double[] imaginary) {
        for (int i = 0; i < FFT; i++) {
            int mirrored = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(FFT) + 1;
            if (mirrored > i) {
                swap(real, i, mirrored);
                swap(imaginary, i, mirrored);
            }
        }
        for (int half = 1; half < FFT; half *= 2) {
            for (int k = 0; k < half; k++) {
                double cos = Math.cos(-Math.PI * k / half);
                double sin = Math.sin(-Math.PI * k / half);
                for (int i = k; i < FFT; i += 2 * half) {
                    int other = i + half;
                    double re = real[other] * cos - imaginary[other] * sin;
                    double im = real[other] * sin + imaginary[other] * cos;
                    real[other] = real[i] - re;
                    imaginary[other] = imaginary[i] - im;
                    real[i] += re;
                    imaginary[i] += im;
                }
            }
        }
    }

    private static void swap(double[] values, int a, int b) {
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
    }
}

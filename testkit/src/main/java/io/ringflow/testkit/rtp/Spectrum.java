package io.ringflow.testkit.rtp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The sines in a piece of sound, found by Goertzel filters under a Hann window. Immutable. */
final class Spectrum {
    private static final int LOWEST_HZ = 180;
    private static final int HIGHEST_HZ = 3_600;
    private static final int STEP_HZ = 10;

    private final double[] windowed;
    private final double windowSum;
    private final double meanSquare;

    /** One sine. */
    record Line(double hz, double dbm0, double meanSquare) {}

    Spectrum(short[] samples, int from, int count) {
        windowed = new double[count];
        double sum = 0;
        double squares = 0;
        double energy = 0;
        for (int i = 0; i < count; i++) {
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
            windowed[i] = weight * samples[from + i];
            sum += weight;
            squares += weight * weight;
            energy += windowed[i] * windowed[i];
        }
        windowSum = sum;
        meanSquare = energy / squares;
    }

    double level(double hz) {
        return Level.ofPeak(peak(hz));
    }

    /** The strongest sines, strongest first: none weaker than a hundredth of the strongest. */
    List<Line> lines(int most) {
        var found = new ArrayList<Line>();
        double before = 0;
        double here = peak(LOWEST_HZ);
        for (int hz = LOWEST_HZ; hz < HIGHEST_HZ; hz += STEP_HZ) {
            double after = peak(hz + STEP_HZ);
            if (here > before && here >= after && here > 1) {
                found.add(sharpened(hz));
            }
            before = here;
            here = after;
        }
        found.sort(Comparator.comparingDouble(Line::dbm0).reversed());
        found.removeIf(line -> line.dbm0() < found.getFirst().dbm0() - 20);
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    double meanSquare() {
        return meanSquare;
    }

    private Line sharpened(int near) {
        int best = near;
        double peak = peak(near);
        for (int hz = near - STEP_HZ + 1; hz < near + STEP_HZ; hz++) {
            double candidate = peak(hz);
            if (candidate > peak) {
                best = hz;
                peak = candidate;
            }
        }
        return new Line(best, Level.ofPeak(peak), peak * peak / 2);
    }

    private double peak(double hz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / 8000);
        double first = 0;
        double second = 0;
        for (double sample : windowed) {
            double next = sample + coefficient * first - second;
            second = first;
            first = next;
        }
        double power = first * first + second * second - coefficient * first * second;
        return 2 * Math.sqrt(Math.max(0, power)) / windowSum;
    }
}

package io.ringflow.testkit.rtp;

import java.time.Duration;
import java.util.List;

/**
 * What 200 ms sounded like.
 *
 * @param at where they begin, counted from the first sample heard
 * @param tones frequencies in hertz, strongest first; of sound that is not a tone, none
 */
public record Heard(Duration at, Kind kind, double levelDbm0, List<Integer> tones) {

    /** Speech moves in level, a tone is a few sines and little else, noise is neither. */
    public enum Kind {
        SILENCE,
        TONE,
        SPEECH,
        NOISE
    }

    private static final double SILENT_DBM0 = -50;
    private static final int FRAME = 160;

    static Heard listen(Duration at, short[] samples, int from, int count) {
        double level = Level.of(samples, from, count);
        if (level < SILENT_DBM0) {
            return new Heard(at, Kind.SILENCE, level, List.of());
        }
        var spectrum = new Spectrum(samples, from, count);
        var lines = spectrum.lines(4);
        double pure = lines.stream().mapToDouble(Spectrum.Line::meanSquare).sum() / spectrum.meanSquare();
        double movement = movement(samples, from, count);
        // A Hann window spreads a sine over its neighbours, never over more than its own share again.
        if (pure > 0.85 && movement < 3) {
            return new Heard(
                    at,
                    Kind.TONE,
                    level,
                    lines.stream().map(line -> (int) Math.round(line.hz())).toList());
        }
        return new Heard(at, movement < 1 ? Kind.NOISE : Kind.SPEECH, level, List.of());
    }

    /** How far the level of single frames strays, in decibels. */
    private static double movement(short[] samples, int from, int count) {
        double sum = 0;
        double squares = 0;
        int frames = count / FRAME;
        for (int i = 0; i < frames; i++) {
            double level = Math.max(-60, Level.of(samples, from + i * FRAME, FRAME));
            sum += level;
            squares += level * level;
        }
        double mean = sum / frames;
        return Math.sqrt(Math.max(0, squares / frames - mean * mean));
    }
}

package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What people say and play is no key. */
class TalkOffTest {
    private static final int RATE = 8_000;

    private static List<Path> prompts() throws IOException {
        try (var files = Files.walk(Path.of("../conf/prompts"))) {
            return files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void speechOfThePromptsIsNoKeyAtAnyPitch() throws IOException {
        assertThat(prompts()).hasSizeGreaterThan(10);
        for (Path prompt : prompts()) {
            short[] speech = Wav.read(prompt);
            for (double pitch = 0.6; pitch < 1.8; pitch *= 1.1) {
                assertThat(KeysHeard.in(RATE, voice(speech, pitch)).keys)
                        .as("%s, %.0f %% of its pitch", prompt, pitch * 100)
                        .isEmpty();
            }
        }
    }

    /** Played faster or slower. */
    private static short[] voice(short[] speech, double pitch) {
        short[] pcm = new short[(int) (speech.length / pitch) - 2];
        for (int i = 0; i < pcm.length; i++) {
            double at = i * pitch;
            int before = (int) at;
            double part = at - before;
            pcm[i] = (short) (speech[before] * (1 - part) + speech[before + 1] * part);
        }
        return pcm;
    }

    @Test
    void chordsOfInstrumentsAreNoKeys() {
        var random = new Random(21);
        short[] music = new short[60 * RATE];
        for (int at = 0; at < music.length; at += RATE / 4) {
            for (int voice = 0; voice < 3; voice++) {
                double frequency = 110 * Math.pow(2, random.nextInt(37) / 12.0);
                for (int i = 0; i < RATE / 4 && at + i < music.length; i++) {
                    double value = 0;
                    for (int harmonic = 1; harmonic <= 6 && harmonic * frequency < 3_800; harmonic++) {
                        value += Math.sin(2 * Math.PI * harmonic * frequency * i / RATE) / harmonic;
                    }
                    music[at + i] = (short) (music[at + i] + 4_000 * value * Math.exp(-4.0 * i / RATE));
                }
            }
        }
        assertThat(KeysHeard.in(RATE, music).keys).isEmpty();
    }

    @Test
    void whistlesSweepsAndCallProgressTonesAreNoKeys() {
        short[] sweep = new short[30 * RATE];
        double phase = 0;
        double second = 0;
        for (int i = 0; i < sweep.length; i++) {
            phase += 2 * Math.PI * (600 + 400.0 * i / sweep.length) / RATE;
            second += 2 * Math.PI * (1_800 - 700.0 * i / sweep.length) / RATE;
            sweep[i] = (short) (6_000 * Math.sin(phase) + 1_500 * Math.sin(second));
        }
        assertThat(KeysHeard.in(RATE, sweep).keys).isEmpty();
        for (int[] pair : new int[][] {{350, 440}, {440, 480}, {480, 620}, {425, 0}, {950, 1400}, {1100, 2100}}) {
            short[] tone = new short[2 * RATE];
            for (int i = 0; i < tone.length; i++) {
                double t = 2 * Math.PI * i / RATE;
                tone[i] = (short) (5_000 * (Math.sin(pair[0] * t) + Math.sin(pair[1] * t)));
            }
            assertThat(KeysHeard.in(RATE, tone).keys).isEmpty();
        }
    }

    @Test
    void noiseIsNoKey() {
        var random = new Random(22);
        short[] noise = new short[120 * RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (3_000 * random.nextGaussian());
        }
        assertThat(KeysHeard.in(RATE, noise).keys).isEmpty();
    }
}

package io.ringflow.testkit.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StoiTest {
    private static final int RATE = 8_000;

    /** Three seconds of syllables: tones of a voice that come and go. */
    private static short[] syllables() {
        short[] sound = new short[3 * RATE];
        for (int i = 0; i < sound.length; i++) {
            double seconds = (double) i / RATE;
            double loud = Math.max(0, Math.sin(2 * Math.PI * 4 * seconds));
            double voice = 0;
            for (int harmonic = 1; harmonic < 25; harmonic++) {
                voice += Math.sin(2 * Math.PI * 140 * harmonic * seconds + harmonic) / harmonic;
            }
            sound[i] = (short) (4_000 * loud * voice);
        }
        return sound;
    }

    private static short[] noisy(short[] sound, int amplitude) {
        var random = new SplittableRandom(5);
        short[] target = new short[sound.length];
        for (int i = 0; i < sound.length; i++) {
            target[i] = (short) Math.clamp(sound[i] + random.nextInt(-amplitude, amplitude + 1), -32_768, 32_767);
        }
        return target;
    }

    @Test
    void theSameSoundIsUnderstoodWholly() {
        assertThat(Stoi.of(syllables(), syllables(), RATE)).isGreaterThan(0.9999);
    }

    @Test
    void loudnessDoesNotMatter() {
        short[] quiet = syllables();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] /= 4;
        }
        assertThat(Stoi.of(syllables(), quiet, RATE)).isGreaterThan(0.999);
    }

    @Test
    void moreNoiseIsUnderstoodLess() {
        double before = 1;
        for (int amplitude : new int[] {300, 1_000, 3_000, 10_000}) {
            double now = Stoi.of(syllables(), noisy(syllables(), amplitude), RATE);
            assertThat(now).isLessThan(before);
            before = now;
        }
        assertThat(before).isLessThan(0.7);
    }

    @Test
    void noiseAloneIsNotUnderstood() {
        assertThat(Stoi.of(syllables(), noisy(new short[3 * RATE], 5_000), RATE))
                .isLessThan(0.3);
    }

    @Test
    void holesAreCounted() {
        short[] holed = syllables();
        for (int i = 0; i < holed.length; i++) {
            holed[i] = i / 160 % 5 == 0 ? 0 : holed[i];
        }
        assertThat(Stoi.of(syllables(), holed, RATE)).isBetween(0.5, 0.97);
    }
}

package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private static final int RATE = 8_000;
    private static final int FRAME = 160;

    /** A second or more through a limiter of this rate. */
    private static Samples limited(int rate, int frames, Table.Sound sound) {
        int samples = rate / 50;
        Limiter limiter = new Limiter(samples);
        int[] in = new int[samples];
        short[] out = new short[samples];
        Samples heard = new Samples();
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < samples; i++) {
                in[i] = (int) Math.round(sound.at((long) frame * samples + i, rate));
            }
            limiter.limit(in, out);
            heard.add(out, samples);
        }
        return heard;
    }

    @Test
    void whatFitsIsOnlyDelayed() {
        Limiter limiter = new Limiter(FRAME);
        int[] in = new int[FRAME];
        short[] out = new short[FRAME];
        for (int frame = 0; frame < 10; frame++) {
            for (int i = 0; i < FRAME; i++) {
                in[i] = (frame * FRAME + i) % 30_000;
            }
            limiter.limit(in, out);
            for (int i = 0; i < FRAME; i++) {
                assertThat(out[i]).isEqualTo((short) (Math.max(0, frame * FRAME + i - limiter.delay()) % 30_000));
            }
        }
        assertThat(limiter.gain()).isEqualTo(1);
    }

    @Test
    void nothingIsEverAboveTheCeiling() {
        Random random = new Random(1);
        for (int rate : new int[] {8_000, 16_000, 44_100, 48_000}) {
            int[] loudness = {0};
            Samples heard = limited(rate, 300, (sample, hertz) -> {
                if (sample % (hertz / 100) == 0) {
                    loudness[0] = random.nextInt(4) == 0 ? random.nextInt(400_000) : random.nextInt(20_000);
                }
                return (random.nextDouble() * 2 - 1) * loudness[0];
            });
            int peak = 0;
            for (short sample : heard.last(heard.size())) {
                peak = Math.max(peak, Math.abs((int) sample));
            }
            assertThat(peak).isBetween(Limiter.CEILING - 1_000, Limiter.CEILING + 1);
        }
    }

    /** Distortion of tones twice as loud as there is room for. */
    @Test
    void aToneStaysATone() {
        for (double hertz : new double[] {100, 300, 1_000, 3_000}) {
            short[] last = limited(RATE, 150, Table.Sound.tone(hertz, 60_000)).last(RATE);
            double amplitude = Samples.amplitude(last, hertz, RATE);
            assertThat(amplitude).as(hertz + " Hz").isBetween(29_000.0, 31_500.0);
            double distortion = Samples.remainder(last, RATE, hertz) * Math.sqrt(2) / amplitude;
            assertThat(distortion).as("distortion at " + hertz + " Hz").isLessThan(0.01);
        }
    }

    @Test
    void onsetsMakeNoStepAndTheVolumeComesBackSlowly() {
        // Half a second of a quiet tone, a tenth of a loud one, two seconds of the quiet one.
        Table.Sound sound = (sample, rate) -> {
            double loud = sample >= 4_000 && sample < 4_800 ? 80_000 : 10_000;
            return loud * Math.sin(2 * Math.PI * 200 * sample / rate);
        };
        Samples heard = limited(RATE, 130, sound);
        int ofTone = (int) (80_000 * 2 * Math.PI * 200 / RATE);
        assertThat(Samples.greatestStep(heard.last(heard.size()))).isLessThan(ofTone);
        short[] all = heard.last(heard.size());
        double justAfter = Samples.amplitude(Arrays.copyOfRange(all, 4_840, 5_000), 200, RATE);
        double later = Samples.amplitude(Arrays.copyOfRange(all, 6_800, 7_200), 200, RATE);
        assertThat(justAfter).isLessThan(6_000);
        assertThat(later).isBetween(justAfter, 9_700.0);
        assertThat(Samples.amplitude(heard.last(4_000), 200, RATE)).isCloseTo(10_000, within(50.0));
    }

    @Test
    void aFollowerGoesOnWithoutASeam() {
        Limiter one = new Limiter(FRAME);
        Limiter two = new Limiter(FRAME);
        int[] in = new int[FRAME];
        short[] first = new short[FRAME];
        short[] second = new short[FRAME];
        for (int frame = 0; frame < 20; frame++) {
            for (int i = 0; i < FRAME; i++) {
                in[i] = (int) (50_000 * Math.sin((frame * FRAME + i) * 0.1));
            }
            if (frame == 10) {
                two.follow(one);
            }
            one.limit(in, first);
            if (frame >= 10) {
                two.limit(in, second);
                assertThat(second).isEqualTo(first);
            }
        }
    }
}

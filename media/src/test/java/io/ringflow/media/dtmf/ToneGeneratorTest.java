package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToneGeneratorTest {
    private static final int RATE = 8_000;

    /** Amplitude of one frequency in the samples. */
    private static double amplitude(short[] pcm, double frequency) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < pcm.length; i++) {
            double angle = 2 * Math.PI * frequency * i / RATE;
            real += pcm[i] * Math.cos(angle);
            imaginary += pcm[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / pcm.length;
    }

    private static short[] second(ToneGenerator tone) {
        short[] pcm = new short[RATE];
        assertThat(tone.pull(pcm, RATE, 8_000)).isTrue();
        return pcm;
    }

    @Test
    void aKeySoundsItsTwoFrequenciesAndNoOther() {
        short[] eight = second(ToneGenerator.key('8', RATE, 1_000));
        double expected = 32_767 * Math.pow(10, (-9 - 3.14) / 20);
        assertThat(amplitude(eight, 852)).isCloseTo(expected, within(expected * 0.01));
        assertThat(amplitude(eight, 1336)).isCloseTo(expected, within(expected * 0.01));
        for (int other : new int[] {697, 770, 941, 1209, 1477, 1633}) {
            assertThat(amplitude(eight, other)).isLessThan(expected * 0.01);
        }
    }

    @Test
    void oneToneHasTheLevelAskedFor() {
        short[] tone = second(new ToneGenerator(RATE, 1_004, 0, -10, 1_000));
        assertThat(20 * Math.log10(amplitude(tone, 1_004) / 32_767) + 3.14).isCloseTo(-10, within(0.05));
    }

    @Test
    void itEndsAfterItsTimeAndTheLastFrameIsFilledWithSilence() {
        ToneGenerator tone = new ToneGenerator(RATE, 400, 0, -10, 30);
        short[] frame = new short[160];
        assertThat(tone.pull(frame, 160, 8_000)).isTrue();
        assertThat(tone.pull(frame, 160, 8_000)).isTrue();
        for (int i = 80; i < 160; i++) {
            assertThat(frame[i]).isZero();
        }
        assertThat(tone.pull(frame, 160, 8_000)).isFalse();
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> ToneGenerator.key('x', RATE, 100)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.ringflow.media.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double AMPLITUDE = 10_000;

    @ParameterizedTest
    @CsvSource({
        "8000, 16000",
        "11025, 8000",
        "16000, 8000",
        "22050, 8000",
        "24000, 8000",
        "32000, 8000",
        "44100, 8000",
        "48000, 8000",
        "44100, 16000",
        "48000, 16000",
        "8000, 48000",
        "96000, 8000",
        "12000, 8000"
    })
    void aToneKeepsItsLevelPitchAndPhaseWithoutClicks(int from, int to) {
        short[] result = Resampler.resample(Sound.tone(1_004, AMPLITUDE, from, from), from, to);
        assertThat(result).hasSize(to);
        int edge = to / 50;
        double level = Spectrum.amplitude(result, edge, to - edge, to, 1_004);
        assertThat(Spectrum.decibels(level / AMPLITUDE)).isCloseTo(0, within(0.01));
        // what differs from the ideal tone is no more than rounding
        for (int i = edge; i < to - edge; i++) {
            double ideal = AMPLITUDE * Math.sin(2 * Math.PI * 1_004 * i / to);
            assertThat(result[i] - ideal).as("sample %d", i).isBetween(-5.0, 5.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 8000, 4000",
        "48000, 8000, 4700",
        "48000, 8000, 7000",
        "44100, 8000, 4100",
        "44100, 8000, 20000",
        "16000, 8000, 4050",
        "48000, 16000, 8100",
        "192000, 8000, 60000"
    })
    void whatWouldFoldBackIsSixtyDecibelsDown(int from, int to, double frequency) {
        short[] result = Resampler.resample(Sound.tone(frequency, AMPLITUDE, from, from), from, to);
        int edge = to / 20;
        double left = Spectrum.rms(result, edge, to - edge);
        assertThat(Spectrum.decibels(left / (AMPLITUDE / Math.sqrt(2)))).isLessThan(-60);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000, 1004", "8000, 48000, 3000", "11025, 16000, 3300"})
    void imagesOfHigherRatesAreSixtyDecibelsDown(int from, int to, double frequency) {
        short[] result = Resampler.resample(Sound.tone(frequency, AMPLITUDE, from, from), from, to);
        for (double image : new double[] {from - frequency, from + frequency}) {
            if (image < to / 2.0) {
                double level = Spectrum.amplitude(result, to / 20, to - to / 20, to, image);
                assertThat(Spectrum.decibels(level / AMPLITUDE)).isLessThan(-60);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 8000", "44100, 8000", "16000, 8000"})
    void theTelephoneBandPassesWhole(int from, int to) {
        for (double frequency : new double[] {300, 1_004, 2_500, 3_400}) {
            short[] result = Resampler.resample(Sound.tone(frequency, AMPLITUDE, from, from), from, to);
            double level = Spectrum.amplitude(result, to / 20, to - to / 20, to, frequency);
            assertThat(Spectrum.decibels(level / AMPLITUDE))
                    .as("%.0f Hz", frequency)
                    .isCloseTo(0, within(0.1));
        }
    }

    /** What is filtered in pieces has no seam between them: a tone of ten seconds is one tone. */
    @Test
    void aLongSoundHasNoSeams() {
        short[] result = Resampler.resample(Sound.tone(437, AMPLITUDE, 44_100, 441_000), 44_100, 16_000);
        for (int i = 400; i < result.length - 400; i++) {
            double ideal = AMPLITUDE * Math.sin(2 * Math.PI * 437 * i / 16_000);
            assertThat(result[i] - ideal).as("sample %d", i).isBetween(-5.0, 5.0);
        }
    }

    @Test
    void loudNoiseIsClippedNotWrapped() {
        short[] square = new short[4_800];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 48 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] result = Resampler.resample(square, 48_000, 8_000);
        // the middle of every half wave has its sign
        for (int i = 4; i < result.length; i += 8) {
            assertThat(result[i] > 0).isEqualTo(i / 8 % 2 == 0);
        }
    }

    @Test
    void nothingBecomesNothingAndTheSameRateTheSameSamples() {
        assertThat(Resampler.resample(new short[0], 48_000, 8_000)).isEmpty();
        short[] pcm = {1, 2, 3};
        assertThat(Resampler.resample(pcm, 8_000, 8_000)).isSameAs(pcm);
    }
}

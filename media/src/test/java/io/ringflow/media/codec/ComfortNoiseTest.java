package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComfortNoiseTest {
    private final ComfortNoise noise = new ComfortNoise();

    private double levelDbov(int told) {
        noise.hear(new byte[] {(byte) told}, 0, 1);
        short[] pcm = new short[16_000];
        noise.fill(pcm, 0, pcm.length);
        double power = 0;
        for (short sample : pcm) {
            power += (double) sample * sample;
        }
        return 10 * Math.log10(power / pcm.length / (32_768.0 * 32_768));
    }

    @ParameterizedTest
    @CsvSource({"50, -50", "60, -60", "70, -70"})
    void itIsAsLoudAsTold(int told, double dbov) {
        assertThat(levelDbov(told)).isCloseTo(dbov, within(0.7));
    }

    @ParameterizedTest
    @CsvSource({"0", "20", "40", "128"})
    void itIsNeverLoud(int told) {
        assertThat(levelDbov(told)).isLessThan(-49);
    }

    @Test
    void belowHearingItIsSilence() {
        noise.hear(new byte[] {127}, 0, 1);
        assertThat(noise.audible()).isFalse();
        noise.hear(new byte[0], 0, 0);
        assertThat(noise.audible()).isFalse();
    }

    @Test
    void itStopsWhenSomebodySpeaks() {
        noise.hear(new byte[] {60}, 0, 1);
        assertThat(noise.audible()).isTrue();
        noise.stop();
        assertThat(noise.audible()).isFalse();
    }

    @Test
    void itHasNoToneAndNoConstantPart() {
        noise.hear(new byte[] {50}, 0, 1);
        short[] pcm = new short[16_000];
        noise.fill(pcm, 0, pcm.length);
        long sum = 0;
        for (short sample : pcm) {
            sum += sample;
        }
        assertThat(Math.abs((double) sum / pcm.length)).isLessThan(3);
    }
}

package io.ringflow.media.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateConverterTest {

    private static short[] tone(int rate, double frequency) {
        short[] pcm = new short[rate];
        for (int i = 0; i < rate; i++) {
            pcm[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return pcm;
    }

    private static short[] convert(RateConverter converter, short[] pcm, int from, int to, int blockMillis) {
        short[] result = new short[to];
        int block = from / 1_000 * blockMillis;
        int written = 0;
        for (int at = 0; at < pcm.length; at += block) {
            written += converter.convert(pcm, at, Math.min(block, pcm.length - at), result, written);
        }
        assertThat(written).isEqualTo(to);
        return result;
    }

    private static double amplitude(short[] pcm, int rate, double frequency) {
        double real = 0;
        double imaginary = 0;
        int from = rate / 10;
        int samples = rate / 2;
        for (int i = from; i < from + samples; i++) {
            double angle = 2 * Math.PI * frequency * i / rate;
            real += pcm[i] * Math.cos(angle);
            imaginary += pcm[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / samples;
    }

    @ParameterizedTest
    @CsvSource({"8000,16000", "16000,8000", "8000,48000", "48000,8000", "16000,48000", "48000,16000", "12000,8000"})
    void tonesKeepTheirLevelAndWhatWouldFoldBackIsGone(int from, int to) {
        int lower = Math.min(from, to);
        for (double frequency : new double[] {100, 1_004, 0.4 * lower}) {
            short[] out = convert(new RateConverter(from, to), tone(from, frequency), from, to, 20);
            assertThat(20 * Math.log10(amplitude(out, to, frequency) / 10_000)).isCloseTo(0, within(0.05));
        }
        if (from > to) {
            double above = 0.6 * to;
            short[] out = convert(new RateConverter(from, to), tone(from, above), from, to, 20);
            assertThat(amplitude(out, to, to - above)).isLessThan(10);
        }
        if (from < to) {
            short[] out = convert(new RateConverter(from, to), tone(from, 1_000), from, to, 20);
            assertThat(amplitude(out, to, from - 1_000)).isLessThan(10);
        }
    }

    @Test
    void blocksOfAnyLengthGiveTheSameStream() {
        short[] in = tone(48_000, 700);
        short[] whole = convert(new RateConverter(48_000, 8_000), in, 48_000, 8_000, 100);
        assertThat(convert(new RateConverter(48_000, 8_000), in, 48_000, 8_000, 10))
                .isEqualTo(whole);
        assertThat(convert(new RateConverter(48_000, 8_000), in, 48_000, 8_000, 20))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"8000,16000", "48000,8000"})
    void anImpulseComesOutAfterTheDelayTold(int from, int to) {
        short[] in = new short[from];
        in[from / 2] = 20_000;
        short[] out = convert(new RateConverter(from, to), in, from, to, 20);
        int peak = 0;
        for (int i = 0; i < out.length; i++) {
            if (out[i] > out[peak]) {
                peak = i;
            }
        }
        int delay = RateConverter.DELAY_PERIODS * to / Math.min(from, to);
        assertThat(peak).isCloseTo(to / 2 + delay, within(Math.max(1, to / from)));
    }
}

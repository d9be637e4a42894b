package io.ringflow.media.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Sound;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateConverterTest {
    private static final double AMPLITUDE = 10_000;

    private static short[] tone(int rate, double frequency) {
        return Sound.tone(frequency, AMPLITUDE, rate, rate);
    }

    private static short[] convert(short[] pcm, int from, int to, int blockMillis) {
        int block = from * blockMillis / 1_000;
        RateConverter converter = new RateConverter(from, to, block);
        short[] result = new short[to];
        int written = 0;
        for (int at = 0; at < pcm.length; at += block) {
            written += converter.convert(pcm, at, Math.min(block, pcm.length - at), result, written);
        }
        assertThat(written).isEqualTo(to);
        return result;
    }

    /** The same by way of sums, as conferences do. */
    private static short[] sum(short[] pcm, int from, int to) {
        RateConverter converter = new RateConverter(from, to, from / 50);
        short[] result = new short[to];
        int[] in = new int[from / 50];
        int[] sum = new int[to / 50];
        for (int frame = 0; frame < 50; frame++) {
            for (int i = 0; i < in.length; i++) {
                in[i] = pcm[frame * in.length + i];
            }
            Arrays.fill(sum, 1_000);
            converter.add(in, in.length, sum);
            for (int i = 0; i < sum.length; i++) {
                result[frame * sum.length + i] = (short) (sum[i] - 1_000);
            }
        }
        return result;
    }

    /** What is left without the tone, of which half a second holds whole periods, as an amplitude. */
    private static double beside(short[] pcm, int rate, double frequency) {
        double tone = Spectrum.amplitude(pcm, rate / 2, rate, rate, frequency);
        double all = Spectrum.rms(pcm, rate / 2, rate);
        return Math.sqrt(Math.max(0, 2 * all * all - tone * tone));
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 16000",
        "8000, 44100",
        "8000, 48000",
        "16000, 8000",
        "16000, 48000",
        "44100, 8000",
        "48000, 8000",
        "48000, 16000",
        "24000, 16000",
        "11000, 8000",
        "12000, 8000"
    })
    void tonesKeepTheirLevelAndNothingElseIsMade(int from, int to) {
        for (double frequency : new double[] {100, 1_004, 0.4 * Math.min(from, to)}) {
            short[] out = convert(tone(from, frequency), from, to, 20);
            String what = "%d to %d at %.0f".formatted(from, to, frequency);
            double level = Spectrum.amplitude(out, to / 10, to, to, frequency) / AMPLITUDE;
            assertThat(Spectrum.decibels(level)).as(what).isCloseTo(0, within(0.05));
            double rest = Spectrum.decibels(beside(out, to, frequency) / AMPLITUDE);
            assertThat(rest).as("beside " + what).isLessThan(-60);
        }
    }

    @ParameterizedTest
    @CsvSource({"16000, 8000, 4500", "16000, 8000, 4800", "48000, 8000, 4050", "48000, 8000, 7000", "48000, 16000, 9000"
    })
    void whatDoesNotFitIsNotFoldedBack(int from, int to, double frequency) {
        short[] out = convert(tone(from, frequency), from, to, 20);
        assertThat(Spectrum.amplitude(out, to / 10, to, to, to - frequency)).isLessThan(AMPLITUDE / 3_000);
        assertThat(Spectrum.rms(out, to / 10, to)).isLessThan(7.1);
    }

    @Test
    void blocksOfAnyLengthGiveTheSameStream() {
        short[] in = tone(48_000, 700);
        short[] whole = convert(in, 48_000, 8_000, 100);
        assertThat(convert(in, 48_000, 8_000, 10)).isEqualTo(whole);
        assertThat(convert(in, 48_000, 8_000, 20)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "48000, 8000", "44100, 8000"})
    void aSumGrowsByWhatAStreamWouldBe(int from, int to) {
        short[] in = tone(from, 700);
        assertThat(sum(in, from, to)).isEqualTo(convert(in, from, to, 20));
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "8000, 48000", "48000, 8000", "16000, 8000"})
    void anImpulseComesOutAfterTheDelayTold(int from, int to) {
        short[] in = new short[from];
        in[from / 2] = 20_000;
        short[] out = convert(in, from, to, 20);
        int peak = 0;
        for (int i = 0; i < out.length; i++) {
            if (out[i] > out[peak]) {
                peak = i;
            }
        }
        int delay = new RateConverter(from, to, from / 50).delay();
        assertThat(peak).isEqualTo((int) Math.round((from / 2.0 + delay) * to / from));
    }

    @Test
    void itRingsOutToSilence() {
        RateConverter converter = new RateConverter(8_000, 16_000, 160);
        int[] in = new int[160];
        in[150] = 20_000;
        converter.add(in, 160, new int[320]);
        int[] next = new int[320];
        converter.addSilence(160, next);
        assertThat(next[2 * (150 + converter.delay()) - 320]).isGreaterThan(15_000);
        int[] after = new int[320];
        converter.addSilence(160, after);
        converter.addSilence(160, after);
        assertThat(after).containsOnly(0);
    }
}

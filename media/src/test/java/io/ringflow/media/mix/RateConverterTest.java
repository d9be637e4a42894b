package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RateConverterTest {

    private static short[] converted(int from, int to, double hertz, int frames) {
        RateConverter converter = new RateConverter(from, to);
        int[] in = new int[from / 50];
        int[] sum = new int[to / 50];
        short[] out = new short[to / 50];
        Samples heard = new Samples();
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < in.length; i++) {
                in[i] = (int) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * (frame * in.length + i) / from));
            }
            Arrays.fill(sum, 0);
            converter.add(in, sum);
            for (int i = 0; i < out.length; i++) {
                out[i] = (short) sum[i];
            }
            heard.add(out, out.length);
        }
        return heard.last(to);
    }

    @Test
    void tonesPassAtTheirLevelAndNothingElseIsMade() {
        int[][] pairs = {
            {8_000, 16_000},
            {8_000, 48_000},
            {16_000, 8_000},
            {16_000, 48_000},
            {48_000, 8_000},
            {48_000, 16_000},
            {44_100, 8_000},
            {8_000, 44_100},
            {24_000, 16_000}
        };
        for (int[] pair : pairs) {
            for (double hertz : new double[] {200, 1_000, 3_000}) {
                String what = pair[0] + " to " + pair[1] + " at " + hertz;
                short[] last = converted(pair[0], pair[1], hertz, 60);
                double level = Samples.decibels(Samples.amplitude(last, hertz, pair[1]) / 10_000);
                assertThat(level).as(what).isCloseTo(0, within(0.1));
                double rest = Samples.remainder(last, pair[1], hertz) / 7_071;
                assertThat(Samples.decibels(rest)).as("beside " + what).isLessThan(-60);
            }
        }
    }

    @Test
    void whatDoesNotFitIsNotFoldedBack() {
        assertThat(Samples.remainder(converted(16_000, 8_000, 4_500, 60), 8_000))
                .isLessThan(7.1);
        assertThat(Samples.remainder(converted(48_000, 8_000, 7_000, 60), 8_000))
                .isLessThan(7.1);
        assertThat(Samples.remainder(converted(48_000, 16_000, 9_000, 60), 16_000))
                .isLessThan(7.1);
    }

    @Test
    void itIsLateByWhatItSaysAndRingsOutToSilence() {
        RateConverter converter = new RateConverter(8_000, 16_000);
        int[] in = new int[160];
        in[150] = 20_000;
        int[] sum = new int[320];
        converter.add(in, sum);
        int[] next = new int[320];
        converter.addSilence(next);
        int peak = 2 * (150 + converter.delay()) - 320;
        assertThat(next[peak]).isGreaterThan(15_000);
        int[] after = new int[320];
        converter.addSilence(after);
        converter.addSilence(after);
        assertThat(after).containsOnly(0);
    }
}

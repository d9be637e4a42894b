package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessSampleTest {

    private static final String STATUS = "Name:\tjava\nVmRSS:\t  204800 kB\nRssAnon:\t  102400 kB\nThreads:\t30\n";

    @Test
    void processorTimeIsUserAndSystemTogether() {
        var sample = ProcessSample.parse("12 (java) S 1 12 12 0 -1 4194304 9 0 0 0 150 50 0 0 20 0 30 0 1 2 3", STATUS);
        assertThat(sample).isEqualTo(new ProcessSample(2_000, 204_800, 102_400));
    }

    @Test
    void aNameWithBlanksAndParenthesesDoesNotShiftTheFields() {
        var sample = ProcessSample.parse("12 (a ) (b) S 1 12 12 0 -1 4194304 9 0 0 0 7 3 0 0 20 0 30 0 1 2 3", STATUS);
        assertThat(sample.cpuMillis()).isEqualTo(100);
    }

    @Test
    void aProcessThatIsGoneHasNoFigures() {
        assertThat(ProcessSample.of(Integer.MAX_VALUE)).isEmpty();
        assertThat(ProcessSample.of(ProcessHandle.current().pid()))
                .hasValueSatisfying(sample -> assertThat(sample.rssKilobytes()).isPositive());
    }

    @Test
    void stealIsItsShareOfTheTimePassed() {
        var before = StealSample.parse("cpu  100 0 100 800 0 0 0 0 0 0");
        var after = StealSample.parse("cpu  150 0 125 1000 0 0 0 25 0 0");
        assertThat(after.percentSince(before)).isEqualTo(100.0 * 25 / 300);
    }
}

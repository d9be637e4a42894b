package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorSpeedTest {

    @Test
    void theUsualPieceIsHeldAgainstTheFastest() {
        assertThat(ProcessorSpeed.told(new long[] {900_000, 400_000, 600_000, 600_000, 5_000_000}))
                .isEqualTo("a piece of work took 0.600 ms, 1.50 times as long as when it was fastest");
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(ProcessorSpeed.told(new long[0])).isEqualTo("not watched for long enough");
        try (var speed = ProcessorSpeed.watch()) {
            assertThat(speed.told()).isEqualTo("not watched for long enough");
        }
    }
}

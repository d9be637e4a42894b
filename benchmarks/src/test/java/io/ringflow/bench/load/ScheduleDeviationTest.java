package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleDeviationTest {

    private final ScheduleDeviation deviation = new ScheduleDeviation();
    private final RtpTotals totals = new RtpTotals();

    @Test
    void theEarliestPacketSetsTheClockWhereverItStands() {
        deviation.take(1_300, 0, totals);
        deviation.take(2_000, 1_000, totals);
        deviation.take(3_100, 2_000, totals);
        deviation.restart(totals);
        assertThat(totals.scheduleNanos.getMinValue()).isZero();
        assertThat(totals.scheduleNanos.getValueAtPercentile(50)).isEqualTo(100);
        assertThat(totals.scheduleNanos.getMaxValue()).isEqualTo(300);
    }

    @Test
    void theClockLivesOnFromBlockToBlock() {
        for (int i = 0; i < 2_048; i++) deviation.take(i * 1_000L, i * 1_000L, totals);
        assertThat(totals.scheduleNanos.getTotalCount()).isEqualTo(2_048);
        deviation.take(2_048_500, 2_048_000, totals);
        deviation.restart(totals);
        assertThat(totals.scheduleNanos.getMaxValue()).isEqualTo(500);
    }

    @Test
    void aNewTimelineHasANewClock() {
        deviation.take(0, 0, totals);
        deviation.restart(totals);
        deviation.take(9_000, 0, totals);
        deviation.restart(totals);
        assertThat(totals.scheduleNanos.getMaxValue()).isZero();
    }
}

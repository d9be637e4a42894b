package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = Pace.PHASE_NANOS;

    /** A moment before the clock overflows. */
    private final long start = Long.parseLong("7FFFFFFFFFF00000", 16);

    private final Pace pace = new Pace();

    PaceTest() {
        pace.restart(start);
    }

    @Test
    void deadlinesAreAbsoluteAlsoWhereTheClockOverflows() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.untilDue(start)).isEqualTo(i * MILLI);
            assertThat(pace.next()).isEqualTo(i);
        }
    }

    @Test
    void lessThanATickLateNothingIsSkipped() {
        assertThat(pace.skip(start + 20 * MILLI - 1)).isZero();
        assertThat(pace.next()).isZero();
    }

    @Test
    void aTickLateAndMoreEverythingOverdueIsSkipped() {
        pace.next();
        long now = start + MILLI + 20 * MILLI;
        assertThat(pace.skip(now)).isEqualTo(20);
        assertThat(pace.untilDue(now)).isZero();
        assertThat(pace.next()).isEqualTo(21);
    }

    @Test
    void afterSkippingTheGridIsTheSame() {
        long now = start + 100 * MILLI + 300_000;
        assertThat(pace.skip(now)).isEqualTo(100);
        assertThat(pace.untilDue(now)).isEqualTo(-300_000);
    }

    @Test
    void afterSleepingPhasesGoOnCountingWithoutCatchingUp() {
        pace.next();
        pace.restart(start + 5000 * MILLI);
        assertThat(pace.skip(start + 5000 * MILLI)).isZero();
        assertThat(pace.next()).isEqualTo(1);
    }
}

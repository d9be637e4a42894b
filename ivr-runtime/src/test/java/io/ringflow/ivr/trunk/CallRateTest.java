package io.ringflow.ivr.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallRateTest {

    private final CallRate rate = new CallRate(4);

    private int begun(long millis, int wanted) {
        int begun = 0;
        for (int i = 0; i < wanted; i++) begun += rate.allows(millis) ? 1 : 0;
        return begun;
    }

    @Test
    void thoseOfASecondMayBeginAtOnceAndNoMore() {
        assertThat(begun(1_000, 10)).isEqualTo(4);
        assertThat(begun(1_249, 10)).isZero();
        assertThat(begun(1_250, 10)).isEqualTo(1);
        assertThat(begun(2_250, 10)).isEqualTo(4);
    }

    @Test
    void aLongPauseSavesNothingUp() {
        begun(1_000, 4);
        assertThat(begun(1_000_000, 10)).isEqualTo(4);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        begun(1_000_000, 4);
        assertThat(begun(5_000, 10)).isEqualTo(4);
    }
}

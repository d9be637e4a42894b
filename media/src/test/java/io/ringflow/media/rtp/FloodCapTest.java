package io.ringflow.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloodCapTest {

    @Test
    void aWindowAdmitsItsShareAndTheNextOneAgain() {
        FloodCap cap = new FloodCap(500, 50);
        int admitted = 0;
        for (int tick = 0; tick < 100; tick++) {
            for (int i = 0; i < 64; i++) {
                admitted += cap.admits(tick) ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(1000);
    }

    @Test
    void ordinaryTrafficIsNeverCapped() {
        FloodCap cap = new FloodCap(500, 50);
        for (int tick = 1; tick < 10_000; tick++) {
            assertThat(cap.admits(tick)).isTrue();
            assertThat(cap.admits(tick)).isTrue();
        }
    }
}

package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final WarmUp warmUp = new WarmUp();

    @Test
    void manyLegsAtOnceDoNotShortenTheTimeTheCompilerNeeds() {
        for (int i = 1; i < WarmUp.PHASES; i++) {
            assertThat(warmUp.turned(100)).isFalse();
        }
        assertThat(warmUp.turned(100)).isTrue();
    }

    @Test
    void fewLegsTakeLonger() {
        int phases = 0;
        do {
            phases++;
        } while (!warmUp.turned(2));
        assertThat(phases).isEqualTo(WarmUp.LEG_TURNS / 2);
    }

    @Test
    void itIsToldOnce() {
        for (int i = 0; i < WarmUp.PHASES; i++) {
            warmUp.turned(100);
        }
        assertThat(warmUp.turned(100)).isFalse();
    }
}

package io.ringflow.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceWindowTest {

    private final SequenceWindow window = new SequenceWindow();

    @Test
    void eachNumberIsMarkedOnceAlsoAcrossTheWrap() {
        for (int number : new int[] {65_530, 65_535, 2, 0, 65_531}) {
            assertThat(window.mark(number)).isTrue();
        }
        for (int number : new int[] {65_530, 65_531, 65_535, 0, 2}) {
            assertThat(window.mark(number)).as("%d", number).isFalse();
            assertThat(window.isMarked(number)).isTrue();
        }
        assertThat(window.isMarked(1)).isFalse();
    }

    @Test
    void whatLiesTooFarBackToBeKnownIsTakenForNew() {
        window.mark(1_000);
        assertThat(window.mark(937)).isTrue();
        assertThat(window.mark(937)).isFalse();
        assertThat(window.mark(936)).isTrue();
        assertThat(window.mark(936)).isTrue();
        assertThat(window.isMarked(936)).isFalse();
    }
}

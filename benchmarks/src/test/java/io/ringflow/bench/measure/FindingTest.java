package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void aBarIsMetOrMissedAtItsEdgeAsItsWordsSay() {
        assertThat(Finding.under(2, "pacing", 2.0, "ms").mark()).isEqualTo("MISS");
        assertThat(Finding.under(2, "pacing", 1.999, "ms").mark()).isEqualTo("pass");
        assertThat(Finding.atMost(1.3, "ratio", 1.3, "x").mark()).isEqualTo("pass");
        assertThat(Finding.atMost(1.3, "ratio", 1.301, "x").mark()).isEqualTo("MISS");
        assertThat(Finding.atLeast(1_500, "calls", 1_500, "calls").mark()).isEqualTo("pass");
        assertThat(Finding.atLeast(1_500, "calls", 1_499, "calls").mark()).isEqualTo("MISS");
    }

    @Test
    void whatCouldNotBeMeasuredMissesItsBar() {
        assertThat(Finding.atMost(1.3, "ratio", Double.NaN, "x").mark()).isEqualTo("MISS");
        assertThat(Finding.under(2, "pacing", Double.NaN, "ms").mark()).isEqualTo("MISS");
    }

    @Test
    void aFigureWithoutABarHasNoMark() {
        assertThat(Finding.told("steal", 3, "%").mark()).isEmpty();
    }

    @Test
    void numbersShowThreeDigits() {
        assertThat(List.of(
                        Finding.number(0.4567), Finding.number(4.567), Finding.number(45.67), Finding.number(4567.8)))
                .containsExactly("0.457", "4.57", "45.7", "4,568");
        assertThat(Finding.number(1_500)).isEqualTo("1,500");
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Median.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
        assertThat(Median.of(List.of())).isZero();
    }
}

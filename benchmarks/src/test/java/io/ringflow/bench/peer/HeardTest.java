package io.ringflow.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Heard HEARD = Heard.parse(List.of(
            "streams 2", "expected 990", "lost 4", "skipped 10", "h schedule 0:98 5000000:1 20000000:1", "h turn"));

    @Test
    void countsAreReadByName() {
        assertThat(HEARD.count("streams")).isEqualTo(2);
        assertThat(HEARD.count("strays")).isZero();
    }

    @Test
    void spreadsKeepTheirCounts() {
        assertThat(HEARD.spread("schedule").getTotalCount()).isEqualTo(100);
        assertThat(HEARD.spread("schedule").getValueAtPercentile(98)).isZero();
        assertThat(HEARD.spread("schedule").getValueAtPercentile(99)).isCloseTo(5_000_000, within(5_000L));
        assertThat(HEARD.spread("turn").getTotalCount()).isZero();
    }

    @Test
    void whatWasLeftOutIsLostToTheCaller() {
        assertThat(HEARD.lossPercent()).isEqualTo(1.4);
    }

    @Test
    void silenceIsNoSuccess() {
        assertThat(Heard.parse(List.of("expected 0")).lossPercent()).isEqualTo(100);
    }
}

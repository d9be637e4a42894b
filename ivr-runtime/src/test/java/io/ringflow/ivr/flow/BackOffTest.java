package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void theWaitsGrowToFiveMinutesAndStayThere() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(attempts -> BackOff.after(attempts, 0.5))
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 5L, 10L, 30L, 60L, 300L, 300L, 300L);
    }

    @Test
    void chanceSpreadsAWaitByAFifth() {
        assertThat(BackOff.after(4, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(BackOff.after(4, 1)).isEqualTo(Duration.ofSeconds(12));
    }
}

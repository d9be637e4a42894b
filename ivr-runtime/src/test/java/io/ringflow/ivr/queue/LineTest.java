package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTest {

    private final Instant now = Instant.parse("2026-01-05T09:00:00Z");
    private final Line line =
            new Line(QueuePlan.usual("0").with(new QueuePlan.Sticky(Duration.ofDays(1), Duration.ofSeconds(20))));

    private Optional<String> talked(int customer) {
        return line.remember(new LastTalk("0", "138" + customer, "1001", now), 10_000);
    }

    private boolean remembers(int customer) {
        return line.lastAgentOf("138" + customer, now).isPresent();
    }

    @Test
    void tenThousandCustomersAreRememberedAndWhoTalkedLongestAgoIsForgotten() {
        for (int customer = 0; customer < 10_000; customer++)
            assertThat(talked(customer)).isEmpty();
        assertThat(talked(0)).isEmpty();
        assertThat(remembers(1)).isTrue();
        assertThat(talked(10_000)).contains("1381");
        assertThat(remembers(0)).isTrue();
        assertThat(remembers(1)).isFalse();
        assertThat(remembers(10_000)).isTrue();
    }
}

package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineTest {

    private final CentreBench bench = new CentreBench();
    private final Line line =
            new Line(QueuePlan.usual("0").with(new QueuePlan.Sticky(Duration.ofDays(1), Duration.ofSeconds(20))));

    private void talked(int customer) {
        var caller = new SampleCaller("call-" + customer, "138" + customer);
        var visit = new Visit(bench, bench.board.floor(), QueueWish.of("0"), caller, "0", bench.now, customer);
        line.talked(visit, "1001", Duration.ofSeconds(10), bench.now);
    }

    private boolean remembers(int customer) {
        return line.lastAgentOf("138" + customer, bench.now).isPresent();
    }

    @Test
    void tenThousandCustomersAreRememberedAndWhoTalkedLongestAgoIsForgotten() {
        for (int customer = 0; customer < 10_000; customer++) talked(customer);
        talked(0);
        assertThat(remembers(1)).isTrue();
        talked(10_000);
        assertThat(remembers(0)).isTrue();
        assertThat(remembers(1)).isFalse();
        assertThat(remembers(10_000)).isTrue();
    }
}

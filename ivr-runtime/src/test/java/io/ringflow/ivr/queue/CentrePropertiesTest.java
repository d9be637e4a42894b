package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Flow protocol D24, 7 agentstate: whatever happens in whatever order, an agent has one caller at most and a caller one
 * agent, the order holds, {@code agentstate} follows the table, leases end, and nobody is stuck; also over restarts, after
 * which agents and kept places are as they were.
 */
class CentrePropertiesTest {

    private static final long SEED = Long.getLong("centre.seed", 20_261_122);
    private static final int CENTRES = 250;
    private static final int EVENTS = 4_000;

    private final Logger log = (Logger) LoggerFactory.getLogger("io.ringflow.ivr.queue");

    @BeforeEach
    void quiet() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        log.setLevel(null);
    }

    @Test
    void aMillionRandomEventsBreakNoRule() {
        int answered = 0;
        int left = 0;
        int restarts = 0;
        for (int i = 0; i < CENTRES; i++) {
            var centre = new RandomCentre(SEED + i);
            int event = 0;
            try {
                for (; event < EVENTS; event++) centre.next();
                centre.silence();
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError(
                        "-Dcentre.seed=%d, event %d: %s".formatted(SEED + i, event, broken.getMessage()), broken);
            }
            answered += centre.rules().answered();
            left += centre.rules().left();
            restarts += centre.rules().restarts();
        }
        // It would hold of a centre in which nothing happens, too.
        assertThat(answered).isGreaterThan(5_000);
        assertThat(left - answered).isGreaterThan(5_000);
        assertThat(restarts).isGreaterThan(1_000);
    }
}

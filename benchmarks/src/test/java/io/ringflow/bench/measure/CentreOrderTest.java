package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CentreOrderTest {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private final CentreOrder order = new CentreOrder();
    private int second;

    @BeforeEach
    void begins() {
        told("begun", "{\"at\":\"%s\"}".formatted(START));
    }

    private void told(String event, String data) {
        try {
            order.told(event, new ObjectMapper().readTree(data));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void caller(String event, String call, int entered, int priority, String agent) {
        told(
                event,
                "{\"caller\":{\"callId\":\"%s\",\"queue\":\"1\",\"priority\":%d,\"enteredAt\":\"%s\",\"agentId\":\"%s\"}}"
                        .formatted(call, priority, START.plusSeconds(entered), agent));
    }

    private void agent(String id, String state, String call) {
        told(
                "agent",
                "{\"at\":\"%s\",\"agent\":{\"agentId\":\"%s\",\"state\":\"%s\",\"callId\":\"%s\"}}"
                        .formatted(START.plusSeconds(second++), id, state, call));
    }

    private void entered(String call, int entered, int priority) {
        caller("entered", call, entered, priority, "");
    }

    private void offered(String call, int entered, int priority, String agent) {
        agent(agent, "locked", call);
        caller("offered", call, entered, priority, agent);
    }

    @Test
    void whoCameFirstIsServedFirst() {
        entered("a", 1, 0);
        entered("b", 2, 0);
        offered("a", 1, 0, "1001");
        offered("b", 2, 0, "1002");
        assertThat(order.outOfOrder()).isZero();
        assertThat(order.offers()).isEqualTo(2);
        assertThat(order.faults()).isEmpty();
    }

    @Test
    void whoIsPassedOverIsCounted() {
        entered("a", 1, 0);
        entered("b", 2, 0);
        offered("b", 2, 0, "1001");
        assertThat(order.outOfOrder()).isEqualTo(1);
    }

    @Test
    void whoIsUrgentGoesFirst() {
        entered("a", 1, 0);
        entered("b", 2, 5);
        offered("b", 2, 5, "1001");
        assertThat(order.outOfOrder()).isZero();
    }

    @Test
    void whoWasNotTakenHasItsTurnAgain() {
        entered("a", 1, 0);
        entered("b", 2, 0);
        offered("a", 1, 0, "1001");
        agent("1001", "refused", "a");
        offered("b", 2, 0, "1002");
        assertThat(order.outOfOrder()).isEqualTo(1);
    }

    @Test
    void whoHasLeftIsNotPassedOver() {
        entered("a", 1, 0);
        entered("b", 2, 0);
        caller("left", "a", 1, 0, "");
        offered("b", 2, 0, "1001");
        assertThat(order.outOfOrder()).isZero();
        assertThat(order.waiting()).isEqualTo(1);
    }

    @Test
    void whatMayNotBeIsCounted() {
        entered("a", 1, 0);
        offered("a", 1, 0, "1001");
        offered("a", 1, 0, "1002");
        agent("1001", "locked", "b");
        caller("left", "nobody", 3, 0, "");
        assertThat(order.faults())
                .isEqualTo(Map.of("offered two agents", 1, "agent lent twice", 1, "left, and did not wait", 1));
    }

    @Test
    void twoAgentsForOneCallerAreCounted() {
        for (String agent : new String[] {"1001", "1002"}) {
            agent(agent, "locked", "a");
            agent(agent, "talking", "a");
        }
        assertThat(order.faults()).isEqualTo(Map.of("caller talks with two agents", 1));
    }

    @Test
    void theLongestRingingIsKnown() {
        agent("1001", "locked", "a");
        second += 20;
        agent("1001", "refused", "a");
        agent("1001", "preparing", "a");
        second += 100;
        agent("1001", "ready", "");
        assertThat(order.longestRinging()).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void whoWasThereBeforeTheEventsIsNotKnown() {
        caller("answered", "a", -5, 0, "1001");
        offered("b", -6, 0, "1002");
        assertThat(order.faults()).isEmpty();
        entered("c", 1, 0);
        told("begun", "{\"at\":\"%s\"}".formatted(START.plusSeconds(9)));
        assertThat(order.waiting()).isZero();
    }
}

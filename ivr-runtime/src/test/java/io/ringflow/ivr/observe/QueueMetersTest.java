package io.ringflow.ivr.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.QueueExit;
import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.QueueStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueueMetersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final QueueMeters meters = new QueueMeters(registry, id -> "name-of-" + id, Duration.ofSeconds(20));

    private static CallerChange caller(String queue, Duration waited) {
        return new CallerChange("shop", queue, "call", "138", 0, NOW.minus(waited), Optional.empty(), NOW);
    }

    private static AgentChange agent(AgentState state, AgentEvent why, Instant at) {
        return new AgentChange(
                "shop",
                "1001",
                Optional.empty(),
                state,
                Optional.of("call"),
                Optional.of("7"),
                Optional.empty(),
                why,
                at);
    }

    private double of(String meter, String queue) {
        return registry.get(meter)
                .tags("application", "name-of-shop", "queue", queue)
                .counter()
                .count();
    }

    @Test
    void callersAreCountedByWhatBecameOfThem() {
        meters.callerEntered(caller("7", Duration.ZERO));
        meters.callerLeft(caller("7", Duration.ofSeconds(20)), QueueExit.ANSWERED);
        meters.callerLeft(caller("7", Duration.ofSeconds(21)), QueueExit.ANSWERED);
        meters.callerLeft(caller("7", Duration.ofSeconds(1)), QueueExit.HUNG_UP);
        meters.callerLeft(caller("7", Duration.ofSeconds(1)), QueueExit.MAX_WAIT);
        meters.callerLeft(caller("8", Duration.ofSeconds(1)), QueueExit.ELSEWHERE);
        assertThat(of("ringflow.queue.entered", "7")).isEqualTo(1);
        assertThat(of("ringflow.queue.handled", "7")).isEqualTo(2);
        assertThat(of("ringflow.queue.handled.in.time", "7")).isEqualTo(1);
        assertThat(of("ringflow.queue.abandoned", "7")).isEqualTo(1);
        assertThat(of("ringflow.queue.timed.out", "7")).isEqualTo(1);
        assertThat(of("ringflow.queue.otherwise.left", "8")).isEqualTo(1);
        assertThat(registry.scrape())
                .contains("ringflow_queue_wait_seconds_sum{application=\"name-of-shop\",queue=\"7\"} 41.0");
    }

    @Test
    void theTimeAfterATalkEndsWithWhateverComesNext() {
        meters.agentChanged(agent(AgentState.PREPARING, AgentEvent.TALK_OVER, NOW));
        meters.agentChanged(agent(AgentState.READY, AgentEvent.MADE_READY, NOW.plusSeconds(30)));
        meters.agentChanged(agent(AgentState.PREPARING, AgentEvent.TALK_OVER, NOW.plusSeconds(60)));
        meters.agentOffDuty("shop", "1001", NOW.plusSeconds(70));
        var wrapUp = registry.get("ringflow.queue.wrap.up").tag("queue", "7").timer();
        assertThat(wrapUp.count()).isEqualTo(2);
        assertThat(wrapUp.totalTime(TimeUnit.SECONDS)).isEqualTo(40);
    }

    @Test
    void whoMakesQueuesWithoutEndMakesNoSeriesWithoutEnd() {
        for (int i = 1; i <= 2 * QueueMeters.MOST; i++) meters.callerEntered(caller("" + i, Duration.ZERO));
        var entered = registry.find("ringflow.queue.entered").counters();
        assertThat(entered).hasSize(QueueMeters.MOST);
        assertThat(entered.stream().mapToDouble(one -> one.count()).sum()).isEqualTo(2 * QueueMeters.MOST);
    }

    @Test
    void gaugesShowHowQueuesStandAndForgetThoseThatAreGone() {
        var gauges = new QueueGauges(registry);
        gauges.show(List.of(new QueueGauges.Centre("shop", List.of(queue("7", 90), queue("8")), agents())), NOW);
        assertThat(registry.scrape())
                .contains(
                        "ringflow_queue_waiting{application=\"shop\",queue=\"7\"} 1.0",
                        "ringflow_queue_longest_wait_seconds{application=\"shop\",queue=\"7\"} 90.0",
                        "ringflow_queue_waiting{application=\"shop\",queue=\"8\"} 0.0",
                        "ringflow_agents_ready{application=\"shop\",queue=\"7\"} 1.0",
                        "ringflow_agents_talking{application=\"shop\",queue=\"8\"} 1.0",
                        "ringflow_agents_preparing{application=\"shop\",queue=\"7\"} 1.0");
        gauges.show(List.of(new QueueGauges.Centre("shop", List.of(queue("8")), agents())), NOW);
        assertThat(registry.scrape()).doesNotContain("ringflow_queue_waiting{application=\"shop\",queue=\"7\"}");
    }

    private static QueueStatus queue(String id, int... waited) {
        var callers = Arrays.stream(waited)
                .mapToObj(seconds -> new QueueStatus.Waiting(
                        "call" + seconds, "138", 0, 1, NOW.minusSeconds(seconds), Optional.empty(), List.of(), false))
                .toList();
        return new QueueStatus(QueuePlan.usual(id), true, 0, 0, 0, callers);
    }

    private static List<AgentStatus> agents() {
        return List.of(
                agent("1001", AgentState.READY, "7"),
                agent("1002", AgentState.REFUSED, "7"),
                agent("1003", AgentState.TALKING, "8"));
    }

    private static AgentStatus agent(String id, AgentState state, String queue) {
        var duty = new AgentDuty(id, "138", Map.of(queue, 5), true, Optional.empty(), Optional.empty(), false);
        return new AgentStatus(
                duty, state, NOW, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, NOW);
    }
}

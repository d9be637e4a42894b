package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.QueueStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How queues stand, as gauges of an application and a queue. Looked at anew before each scrape; a queue that is gone is gone
 * from the next one. Thread-safe.
 */
public final class QueueGauges {

    private static final double MILLIS = 1_000;

    private final MultiGauge waiting;
    private final MultiGauge longest;
    private final Map<AgentState, MultiGauge> agents = new EnumMap<>(AgentState.class);

    /** How the call centre of one application stands. */
    public record Centre(String application, List<QueueStatus> queues, List<AgentStatus> agents) {}

    private record Measured(Tags tags, QueueStatus queue, Map<AgentState, Integer> agents) {}

    public QueueGauges(MeterRegistry registry) {
        waiting = gauge(registry, Meters.QUEUE_WAITING);
        longest = gauge(registry, Meters.QUEUE_LONGEST_WAIT);
        agents.put(AgentState.PREPARING, gauge(registry, Meters.AGENTS_PREPARING));
        agents.put(AgentState.READY, gauge(registry, Meters.AGENTS_READY));
        agents.put(AgentState.LOCKED, gauge(registry, Meters.AGENTS_LOCKED));
        agents.put(AgentState.TALKING, gauge(registry, Meters.AGENTS_TALKING));
    }

    private static MultiGauge gauge(MeterRegistry registry, Meters meter) {
        return MultiGauge.builder(meter.meterName())
                .description(meter.sentence())
                .register(registry);
    }

    /** Shows these from now on, the first of them when there are very many. */
    public synchronized void show(List<Centre> centres, Instant now) {
        var all = new ArrayList<Measured>();
        for (var centre : centres) {
            for (var queue : centre.queues()) {
                if (all.size() == QueueMeters.MOST) break;
                var tags = Tags.of(
                        "application",
                        centre.application(),
                        "queue",
                        queue.plan().id());
                all.add(new Measured(
                        tags, queue, count(centre.agents(), queue.plan().id())));
            }
        }
        waiting.register(rows(all, one -> one.queue().callers().size()), true);
        longest.register(rows(all, one -> seconds(one.queue().longestWait(now).orElse(Duration.ZERO))), true);
        agents.forEach(
                (state, gauge) -> gauge.register(rows(all, one -> one.agents().getOrDefault(state, 0)), true));
    }

    /** A measured number. */
    private interface Value {
        double of(Measured one);
    }

    private static List<Row<?>> rows(List<Measured> all, Value value) {
        var rows = new ArrayList<Row<?>>(all.size());
        for (var one : all) rows.add(Row.of(one.tags(), value.of(one)));
        return rows;
    }

    private static Map<AgentState, Integer> count(List<AgentStatus> agents, String queue) {
        var count = new EnumMap<AgentState, Integer>(AgentState.class);
        for (var agent : agents) {
            if (agent.duty().skills().containsKey(queue)) count.merge(shown(agent.state()), 1, Integer::sum);
        }
        return count;
    }

    /** Who did not take a caller is not ready. */
    private static AgentState shown(AgentState state) {
        return state == AgentState.REFUSED ? AgentState.PREPARING : state;
    }

    private static double seconds(Duration time) {
        return Math.max(0, time.toMillis()) / MILLIS;
    }
}

package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One queue: who waits in it, in order, and what it remembers. Owned by the centre's lane; only {@link Floor} changes it. */
final class Line {

    private static final int MOST_REMEMBERED = 10_000;
    // Of each talk, the average takes an eighth.
    private static final int AVERAGE_SHIFT = 3;

    private record Last(String agentId, Instant at) {}

    final TreeSet<Visit> order = new TreeSet<>(Visit.ORDER);
    QueuePlan plan;
    /** Whether an application has said what it is to be like. */
    boolean defined;
    /** Who was served last, for taking turns. */
    String lastAgent = "";

    private long cycleMillis;

    private final Map<String, Last> lastTalks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Line(QueuePlan plan) {
        this.plan = plan;
    }

    String id() {
        return plan.id();
    }

    boolean full() {
        return order.size() >= plan.limits().maxWaiting();
    }

    /** 1: the next; 0: does not wait here. */
    int position(Visit visit) {
        return order.contains(visit) ? order.headSet(visit).size() + 1 : 0;
    }

    /** @param agents that take callers of it */
    Optional<Duration> estimate(int position, long agents) {
        if (position == 0 || agents == 0 || cycleMillis == 0) return Optional.empty();
        return Optional.of(Duration.ofMillis(position * cycleMillis / agents));
    }

    /** @param cycle of a talk and what the agent needs after it */
    void talked(Visit visit, String agentId, Duration cycle, Instant now) {
        long millis = Math.max(1, cycle.toMillis());
        cycleMillis = cycleMillis == 0 ? millis : cycleMillis + ((millis - cycleMillis) >> AVERAGE_SHIFT);
        if (plan.sticky().memory().isPositive() && !visit.customer().isEmpty()) {
            lastTalks.remove(visit.customer());
            lastTalks.put(visit.customer(), new Last(agentId, now));
        }
    }

    /** Whom a customer talked with last, if that is not too long ago. */
    Optional<String> lastAgentOf(String customer, Instant now) {
        return Optional.ofNullable(lastTalks.get(customer))
                .filter(last -> now.isBefore(last.at().plus(plan.sticky().memory())))
                .map(Last::agentId);
    }
}

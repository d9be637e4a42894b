package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One queue: who waits in it, in order, and what it remembers. Owned by the centre's lane; only {@link Floor} changes it. */
final class Line {

    // Of each talk, the average takes an eighth.
    private static final int AVERAGE_SHIFT = 3;

    final TreeSet<Visit> order = new TreeSet<>(Visit.ORDER);
    QueuePlan plan;
    /** Whether an application has said what it is to be like. */
    boolean defined;
    /** Who was served last, for taking turns. */
    String lastAgent = "";

    private long cycleMillis;

    private final Map<String, LastTalk> lastTalks = new LinkedHashMap<>();

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
    void talked(Duration cycle) {
        long millis = Math.max(1, cycle.toMillis());
        cycleMillis = cycleMillis == 0 ? millis : cycleMillis + ((millis - cycleMillis) >> AVERAGE_SHIFT);
    }

    LineMemory memory() {
        return new LineMemory(id(), cycleMillis, lastAgent);
    }

    void restore(LineMemory memory) {
        cycleMillis = memory.cycleMillis();
        lastAgent = memory.lastAgent();
    }

    /**
     * Remembers it in place of an earlier one of that customer.
     *
     * @return who is forgotten for it
     */
    Optional<String> remember(LastTalk talk, int most) {
        lastTalks.remove(talk.customer());
        lastTalks.put(talk.customer(), talk);
        if (lastTalks.size() <= most) return Optional.empty();
        var eldest = lastTalks.keySet().iterator().next();
        lastTalks.remove(eldest);
        return Optional.of(eldest);
    }

    /** The customers whose last agent is known. */
    Set<String> remembered() {
        return Set.copyOf(lastTalks.keySet());
    }

    /** Whom a customer talked with last, if that is not too long ago. */
    Optional<String> lastAgentOf(String customer, Instant now) {
        return Optional.ofNullable(lastTalks.get(customer))
                .filter(last -> now.isBefore(last.at().plus(plan.sticky().memory())))
                .map(LastTalk::agentId);
    }
}

package io.ringflow.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The call centre as its events tell it ({@code GET /v1/events}), in the order in which it did things: whether those are
 * served first who are to be, and nobody has two of what there may be one of. Thread-safe.
 */
final class CentreOrder {

    private final Map<String, Waiter> waiting = new HashMap<>();
    /** By queue, those for whom nobody is called. */
    private final Map<String, TreeSet<Waiter>> free = new HashMap<>();

    private final Map<String, Lent> lent = new HashMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();

    private Instant begun = Instant.MAX;
    private Duration longestRinging = Duration.ZERO;
    private long entered;
    private int offers;
    private int outOfOrder;

    /** One who waits, in the order of serving: priority, then time of entering, then who entered first. */
    private static final class Waiter implements Comparable<Waiter> {
        private static final Comparator<Waiter> ORDER = Comparator.comparingInt((Waiter one) -> -one.priority)
                .thenComparing(one -> one.enteredAt)
                .thenComparingLong(one -> one.number);

        private final String queue;
        private final int priority;
        private final Instant enteredAt;
        private final long number;
        private String agent = "";

        private Waiter(String queue, int priority, Instant enteredAt, long number) {
            this.queue = queue;
            this.priority = priority;
            this.enteredAt = enteredAt;
            this.number = number;
        }

        @Override
        public int compareTo(Waiter other) {
            return ORDER.compare(this, other);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    private record Lent(String callId, Instant since, boolean talks) {}

    /** One event, in order. */
    synchronized void told(String event, JsonNode data) {
        switch (event) {
            case "begun" -> begun(data);
            case "agent" -> agent(data.get("agent"), instant(data, "at"));
            case "entered" -> entered(data.get("caller"));
            case "offered" -> offered(data.get("caller"));
            case "answered", "left" -> left(data.get("caller"));
            default -> {}
        }
    }

    /** One that is not as docs/api.md says. */
    synchronized void unreadable(String event) {
        fault("event that is not as it should be: " + event);
    }

    /** What happened since the last event is missing: nobody asks for it. */
    private void begun(JsonNode data) {
        waiting.clear();
        free.clear();
        lent.clear();
        begun = instant(data, "at");
    }

    private void entered(JsonNode caller) {
        var waiter = new Waiter(
                text(caller, "queue"), caller.path("priority").asInt(), instant(caller, "enteredAt"), entered++);
        if (waiting.put(text(caller, "callId"), waiter) != null) fault("entered, and waits already");
        queue(waiter).add(waiter);
    }

    private void offered(JsonNode caller) {
        var waiter = waiting.get(text(caller, "callId"));
        offers++;
        if (waiter == null) {
            // Who was there before the events is not known.
            if (instant(caller, "enteredAt").isAfter(begun)) fault("offered an agent, and does not wait");
            return;
        }
        if (!waiter.agent.isEmpty()) fault("offered two agents");
        var order = queue(waiter);
        if (!order.isEmpty() && order.first().compareTo(waiter) < 0) outOfOrder++;
        order.remove(waiter);
        waiter.agent = text(caller, "agentId");
    }

    private void left(JsonNode caller) {
        var waiter = waiting.remove(text(caller, "callId"));
        if (waiter != null) queue(waiter).remove(waiter);
        else if (instant(caller, "enteredAt").isAfter(begun)) fault("left, and did not wait");
    }

    private void agent(JsonNode agent, Instant at) {
        String id = text(agent, "agentId");
        String callId = text(agent, "callId");
        var before = lent.remove(id);
        switch (text(agent, "state")) {
            case "locked" -> {
                if (before != null) fault("agent lent twice");
                lent.put(id, new Lent(callId, at, false));
                return;
            }
            case "talking" -> {
                if (lent.values().stream()
                        .anyMatch(one -> one.talks() && one.callId().equals(callId))) {
                    fault("caller talks with two agents");
                }
                lent.put(id, new Lent(callId, at, true));
            }
            default -> {
                if (before != null && !before.talks()) freed(before.callId(), id);
            }
        }
        if (before == null || before.talks()) return;
        var rang = Duration.between(before.since(), at);
        if (rang.compareTo(longestRinging) > 0) longestRinging = rang;
    }

    /** Nobody is called for it any more, by this agent. */
    private void freed(String callId, String agentId) {
        var waiter = waiting.get(callId);
        if (waiter == null || !waiter.agent.equals(agentId)) return;
        waiter.agent = "";
        queue(waiter).add(waiter);
    }

    private TreeSet<Waiter> queue(Waiter waiter) {
        return free.computeIfAbsent(waiter.queue, _ -> new TreeSet<>());
    }

    private void fault(String what) {
        faults.merge(what, 1, Integer::sum);
    }

    private static String text(JsonNode facts, String name) {
        return facts.path(name).asText("");
    }

    private static Instant instant(JsonNode facts, String name) {
        return Instant.parse(facts.get(name).asText());
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized int offers() {
        return offers;
    }

    /** Offers of an agent to one while another, who was to be served before, waited and nobody was called for it. */
    synchronized int outOfOrder() {
        return outOfOrder;
    }

    /** What else may not be, by how often. */
    synchronized Map<String, Integer> faults() {
        return Map.copyOf(faults);
    }

    /** How long an agent was called at most. */
    synchronized Duration longestRinging() {
        return longestRinging;
    }
}

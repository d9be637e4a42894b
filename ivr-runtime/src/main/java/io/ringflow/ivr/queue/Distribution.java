package io.ringflow.ivr.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Chooses among agents that may have a caller. Pure. */
final class Distribution {

    /** How many agents ring at a time for one caller. */
    private static final int MOST_RINGING = 20;

    private Distribution() {}

    /**
     * Who is called for a caller: one, or all, up to {@value #MOST_RINGING}.
     *
     * @param ringing agents that are being called for it already
     * @param refusedBy agents that did not take the caller before: others come first
     * @param last who was served last, for taking turns
     */
    static List<Agent> choose(
            Strategy strategy, List<Agent> able, int ringing, Set<String> refusedBy, String queue, String last) {
        int most = strategy == Strategy.RING_ALL ? MOST_RINGING - ringing : 1;
        var order = Comparator.comparing((Agent agent) -> agent.keptFor == null)
                .thenComparing(agent -> refusedBy.contains(agent.id()))
                .thenComparingInt(agent -> -agent.priority)
                .thenComparing(by(strategy, queue, last));
        return able.stream().sorted(order).limit(most).toList();
    }

    private static Comparator<Agent> by(Strategy strategy, String queue, String last) {
        var idle = Comparator.comparing(Agent::readySince).thenComparing(Agent::id);
        return switch (strategy) {
            case LONGEST_IDLE, RING_ALL -> idle;
            case FEWEST_CALLS ->
                Comparator.comparingInt((Agent agent) -> agent.talks).thenComparing(idle);
            case ROUND_ROBIN ->
                Comparator.comparing((Agent agent) -> agent.id().compareTo(last) <= 0)
                        .thenComparing(Agent::id);
            case SKILLS ->
                Comparator.comparingInt((Agent agent) -> -agent.level(queue)).thenComparing(idle);
        };
    }
}

package io.ringflow.ivr.queue;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That an agent works: where it is called, for which queues ({@code AgentOnWork}, flow-protocol 8.4). Immutable.
 *
 * @param agentId four digits
 * @param number a telephone number or a VoIP account
 * @param skills queue to level, 1 (least) to {@value #MOST_LEVEL}, in the order they were said; empty when its
 *     last queue was deleted: then only who wants this agent gets it
 * @param ready whether it begins as {@link AgentState#READY}, not {@link AgentState#PREPARING}
 * @param ringTime in place of the queue's
 * @param wrapUp in place of the queue's
 * @param nailedUp whether its line stays open between calls
 */
public record AgentDuty(
        String agentId,
        String number,
        Map<String, Integer> skills,
        boolean ready,
        Optional<Duration> ringTime,
        Optional<Duration> wrapUp,
        boolean nailedUp) {

    public static final int MOST_LEVEL = 9;
    public static final int USUAL_LEVEL = 5;

    public AgentDuty {
        skills = Collections.unmodifiableMap(new LinkedHashMap<>(skills));
    }

    /** The same but for some queues. */
    AgentDuty without(Set<String> queues) {
        var left = new LinkedHashMap<>(skills);
        left.keySet().removeAll(queues);
        return new AgentDuty(agentId, number, left, ready, ringTime, wrapUp, nailedUp);
    }
}

package io.ringflow.ivr.queue;

import java.util.Set;

/**
 * What {@code AgentReady} says (flow-protocol 8.4). Immutable.
 *
 * @param ready false: preparing
 * @param priority agents with more are served first, before the queue's strategy is asked; usually 0
 * @param force also while it is being called (that ends) or talks (takes effect when that is over, without wrap-up)
 * @param queues those of its queues that it is ready for; empty: all
 */
public record AgentReadiness(String agentId, boolean ready, int priority, boolean force, Set<String> queues) {

    public AgentReadiness {
        queues = Set.copyOf(queues);
    }

    public static AgentReadiness of(String agentId, boolean ready) {
        return new AgentReadiness(agentId, ready, 0, false, Set.of());
    }
}

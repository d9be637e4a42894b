package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Keeps what is to survive a restart. The methods take note and return at once; thread-safe. */
interface CentreStore {

    /**
     * An agent on duty.
     *
     * @param ready whether it is ready, or was when it was called
     * @param priority {@code AgentReady} said so
     * @param readyFor queues that it is ready for; empty: all of its duty
     */
    record OnDuty(
            AgentDuty duty,
            AgentState state,
            boolean ready,
            int priority,
            Set<String> readyFor,
            Optional<String> callId,
            Optional<String> queue,
            Optional<String> customer,
            Instant onDutySince) {}

    /** What is kept of one application. */
    record Shelf(List<QueuePlan> queues, List<OnDuty> agents) {}

    Map<String, Shelf> load();

    void put(String applicationId, QueuePlan plan);

    void removeQueue(String applicationId, String queue);

    void put(String applicationId, OnDuty agent);

    void removeAgent(String applicationId, String agentId);

    /** Done when everything noted so far can't be lost any more; fails when that can't be had now, and is tried again. */
    CompletableFuture<Void> written();

    /** Keeps nothing. */
    CentreStore NONE = new CentreStore() {
        @Override
        public Map<String, Shelf> load() {
            return Map.of();
        }

        @Override
        public void put(String applicationId, QueuePlan plan) {}

        @Override
        public void removeQueue(String applicationId, String queue) {}

        @Override
        public void put(String applicationId, OnDuty agent) {}

        @Override
        public void removeAgent(String applicationId, String agentId) {}

        @Override
        public CompletableFuture<Void> written() {
            return CompletableFuture.completedFuture(null);
        }
    };
}

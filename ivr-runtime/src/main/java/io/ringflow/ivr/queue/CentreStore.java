package io.ringflow.ivr.queue;

import java.time.Duration;
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
     * @param ready whether it is ready, or was when it was called, or was told to be after its talk
     * @param priority {@code AgentReady} said so
     * @param readyFor queues that it is ready for; empty: all of its duty
     * @param talks since it came on duty
     * @param readySince since when it waits for its turn
     * @param readyAt when it is ready by itself; empty: it is not, or talks
     * @param readyAfter how long after its talk it is ready by itself; empty: it is not
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
            Instant onDutySince,
            int talks,
            Instant readySince,
            Optional<Instant> readyAt,
            Optional<Duration> readyAfter) {}

    /**
     * What is kept of one application.
     *
     * @param places in the order of entering
     * @param lastTalks in the order of time
     */
    record Shelf(
            List<QueuePlan> queues,
            List<OnDuty> agents,
            List<HeldPlace> places,
            List<LineMemory> memories,
            List<LastTalk> lastTalks) {}

    /** By application. */
    default Map<String, Shelf> load() {
        return Map.of();
    }

    default void put(String applicationId, QueuePlan plan) {}

    default void removeQueue(String applicationId, String queue) {}

    default void put(String applicationId, OnDuty agent) {}

    default void removeAgent(String applicationId, String agentId) {}

    default void put(String applicationId, HeldPlace place) {}

    default void removePlace(String applicationId, String callId) {}

    default void put(String applicationId, LineMemory memory) {}

    default void removeMemory(String applicationId, String queue) {}

    default void put(String applicationId, LastTalk talk) {}

    default void removeLastTalk(String applicationId, String queue, String customer) {}

    /** Done when everything noted so far can't be lost any more; fails when that can't be had now, and is tried again. */
    default CompletableFuture<Void> written() {
        return CompletableFuture.completedFuture(null);
    }

    /** Keeps nothing. */
    CentreStore NONE = new CentreStore() {};
}

package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a queue stands, as a snapshot.
 *
 * @param open whether it is within its working time
 * @param onDuty agents that serve it
 * @param ready of these, in state 1
 * @param talking of these, in state 3
 * @param callers who waits, in the order they will be served
 */
public record QueueStatus(QueuePlan plan, boolean open, int onDuty, int ready, int talking, List<Waiting> callers) {

    /**
     * One who waits.
     *
     * @param position 1: the next
     * @param estimate how long it may still take; empty: nobody knows
     * @param offered agents that are being called for it
     * @param held whether it has hung up and keeps its place
     */
    public record Waiting(
            String callId,
            String number,
            int priority,
            int position,
            Instant enteredAt,
            Optional<Duration> estimate,
            List<String> offered,
            boolean held) {}

    public Optional<Duration> longestWait(Instant now) {
        return callers.stream()
                .map(Waiting::enteredAt)
                .min(Instant::compareTo)
                .map(first -> Duration.between(first, now));
    }
}

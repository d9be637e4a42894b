package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * What a caller wants of a queue ({@code EnterCCS}, flow-protocol 4.3). Immutable.
 *
 * @param queue as {@link QueueType#parse} makes it
 * @param priority who has more is served first
 * @param agentId the one agent it is for; empty: any of the queue
 * @param leastLevel skill that the agent must have at least; 0: any
 * @param enteredAt since when it counts as waiting, of who was let in before; empty: now
 * @param heldPlace the place it kept while it was called back
 */
public record QueueWish(
        String queue,
        int priority,
        Optional<String> agentId,
        int leastLevel,
        Optional<Instant> enteredAt,
        Optional<String> heldPlace) {

    public static QueueWish of(String queue) {
        return new QueueWish(queue, 0, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    /**
     * Whether the caller was let in before: it was called back, or its agent was gone before they talked. A queue that is
     * full or shut by now takes it all the same.
     */
    boolean admitted() {
        return enteredAt.isPresent() || heldPlace.isPresent();
    }

    public QueueWish forAgent(Optional<String> id) {
        return new QueueWish(queue, priority, id, leastLevel, enteredAt, heldPlace);
    }

    /** Without a place that was kept for it. */
    QueueWish anew() {
        return new QueueWish(queue, priority, agentId, leastLevel, enteredAt, Optional.empty());
    }

    public QueueWish prioritised(int now) {
        return new QueueWish(queue, now, agentId, leastLevel, enteredAt, heldPlace);
    }
}

package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in a queue that a caller keeps who has hung up. Immutable; survives a restart.
 *
 * @param callId of the call that is over
 * @param number where the caller is called back
 * @param agentId the one agent it is for; empty: any of the queue
 * @param leastLevel skill that the agent must have at least
 * @param enteredAt since when it waits
 * @param keptUntil then it is given up
 */
public record HeldPlace(
        String callId,
        String number,
        String queue,
        int priority,
        Optional<String> agentId,
        int leastLevel,
        Instant enteredAt,
        Instant keptUntil,
        CallBackOrder order) {

    /** Entering anew with this place. */
    public QueueWish wish() {
        return new QueueWish(queue, priority, agentId, leastLevel, Optional.of(enteredAt), Optional.of(callId));
    }

    HeldPlace prioritised(int now) {
        return new HeldPlace(callId, number, queue, now, agentId, leastLevel, enteredAt, keptUntil, order);
    }
}

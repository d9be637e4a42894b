package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * Something happened to a caller of a queue.
 *
 * @param enteredAt since when it waits
 * @param agentId of whoever is called, answered or talked
 * @param at when it happened
 */
public record CallerChange(
        String applicationId,
        String queue,
        String callId,
        String number,
        int priority,
        Instant enteredAt,
        Optional<String> agentId,
        Instant at) {}

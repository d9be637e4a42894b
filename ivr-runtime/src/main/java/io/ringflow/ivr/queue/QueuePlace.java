package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a caller stands in its queue. Immutable.
 *
 * @param position 1: the next; 0: waits no more
 * @param waiting how many wait in the queue, this one included
 * @param estimate how long it may still take; empty: nobody knows
 * @param enteredAt since when it waits, other queues and a kept place included
 */
public record QueuePlace(String queue, int position, int waiting, Optional<Duration> estimate, Instant enteredAt) {}

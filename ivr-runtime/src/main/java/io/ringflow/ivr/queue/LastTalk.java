package io.ringflow.ivr.queue;

import java.time.Instant;

/**
 * Whom a customer has talked with last in a queue. Immutable.
 *
 * @param customer its number
 */
record LastTalk(String queue, String customer, String agentId, Instant at) {

    /** What a number may be long: what stands in a caller's {@code From} may be anything. */
    static final int MOST_CUSTOMER = 64;
}

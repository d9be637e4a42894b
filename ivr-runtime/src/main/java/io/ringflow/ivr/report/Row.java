package io.ringflow.ivr.report;

import java.time.Instant;

/**
 * What a tally is of.
 *
 * @param key number of a queue, or id of an agent
 * @param beganAt when the interval began
 */
record Row(String applicationId, String key, Instant beganAt) {}

package io.ringflow.ivr.report;

import java.time.Instant;

/**
 * What a queue or an agent did in an hour, a day or a quarter of an hour.
 *
 * @param from when that began
 * @param key number of the queue, or id of the agent
 */
public record ReportLine<F extends Enum<F> & Figure>(Instant from, String key, Tally<F> tally) {}

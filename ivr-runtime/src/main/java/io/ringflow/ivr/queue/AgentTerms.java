package io.ringflow.ivr.queue;

import java.time.Duration;

/**
 * How an agent is to be called and joined with a caller, of the queue and the agent's duty. Immutable.
 *
 * @param ringTime how long its telephone rings
 * @param wrapUp how long it is left alone after the talk
 * @param whisper file that the agent alone hears before it is joined; empty: none
 * @param nailedUp whether its line stays open between calls
 * @param record whether talks of the queue are recorded
 */
public record AgentTerms(Duration ringTime, Duration wrapUp, String whisper, boolean nailedUp, boolean record) {}

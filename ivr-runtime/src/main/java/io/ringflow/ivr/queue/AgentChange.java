package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * That an agent came into a state (flow-protocol 7.1): each is told to the application once, in order.
 *
 * @param before empty: it has come on duty
 * @param callId in states 2, 3, 4, and in the 0 or 1 that follows a call
 * @param queue of that call; empty also when it came from none
 * @param number the customer's
 * @param why what brought it there
 */
public record AgentChange(
        String applicationId,
        String agentId,
        Optional<AgentState> before,
        AgentState state,
        Optional<String> callId,
        Optional<String> queue,
        Optional<String> number,
        AgentEvent why,
        Instant at) {}

package io.ringflow.ivr.queue;

/**
 * That a call wants one certain agent, past all queues: {@code AgentMakeCall}, a transfer, a consultation. Immutable.
 *
 * @param preparingToo also in state 0, not only in 1
 * @param queue said in {@code agentstate}, and whose wrap-up counts; empty: none
 */
public record AgentClaim(String agentId, boolean preparingToo, String queue) {}

package io.ringflow.ivr.command;

import io.ringflow.ivr.queue.AgentLease;

/** An agent that was taken for a call from outside of its flow, before the call is in the call centre. */
public interface Claimed {

    AgentLease lease();
}

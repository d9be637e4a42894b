package io.ringflow.ivr.queue;

/** Why an agent that was called did not take the caller: {@code agentstate} 4, then 0 (flow-protocol 7.1). */
public enum AgentRefusal {
    /** It said no: busy, declined. */
    REFUSED,
    /** It rang for as long as it may. */
    NO_ANSWER,
    /** It could not be called, or the call to it failed. */
    FAILED
}

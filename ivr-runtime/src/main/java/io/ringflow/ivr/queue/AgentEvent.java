package io.ringflow.ivr.queue;

/** What changes an agent's state. */
public enum AgentEvent {
    /** {@code AgentOnWork} with {@code agentstate} 1. */
    ON_WORK_READY,
    /** {@code AgentOnWork} with {@code agentstate} 0. */
    ON_WORK_PREPARING,
    /** {@code AgentReady} with {@code state} true. */
    READY,
    /** {@code AgentReady} with {@code state} false. */
    PREPARING,
    /** It is lent to a call. */
    OFFERED,
    ANSWERED,
    /** It said no, did not answer, or could not be called; also its lease's deadline. */
    REFUSED,
    /** What follows {@link #REFUSED} at once. */
    AFTER_REFUSAL,
    /** The caller left or another agent was faster, and it was ready before. */
    WITHDRAWN_READY,
    /** The same, and it was not. */
    WITHDRAWN_PREPARING,
    TALK_OVER,
    /** Where agents get ready by themselves: the wrap-up is over. */
    WRAPPED_UP
}

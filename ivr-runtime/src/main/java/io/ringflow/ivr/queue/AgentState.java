package io.ringflow.ivr.queue;

/** What an agent on duty is doing, with the number that {@code agentstate} has for it (flow-protocol 7.1). */
public enum AgentState {
    /** Gets no caller until it is made ready. */
    PREPARING(0),
    /** Waits for a caller. */
    READY(1),
    /** Is being called for somebody. */
    LOCKED(2),
    TALKING(3),
    /** Did not take a caller; {@link #PREPARING} follows at once. */
    REFUSED(4);

    private final int number;

    AgentState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}

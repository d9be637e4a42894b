package io.ringflow.ivr.queue;

/** What changes an agent's state; {@link AgentCycle} says how. */
public enum AgentEvent {
    ON_WORK_READY("`AgentOnWork` with `agentstate` 1"),
    ON_WORK_PREPARING("`AgentOnWork` with `agentstate` 0"),
    MADE_READY("`AgentReady` with `state` true"),
    MADE_PREPARING("`AgentReady` with `state` false"),
    OFFERED("lent to a call: its telephone rings"),
    ANSWERED("it picks up"),
    REFUSED("it says no, does not answer, can't be called, or its lease is over"),
    AFTER_REFUSAL("nothing: this follows 4 at once"),
    WITHDRAWN_READY("the caller left, or another agent was faster; it was ready before"),
    WITHDRAWN_PREPARING("the same; it was preparing before"),
    TALK_OVER("the talk is over, whoever ended it"),
    WRAPPED_UP("where agents get ready by themselves: the wrap-up is over"),
    RESTARTED("the server is back; the call is gone with it");

    private final String words;

    AgentEvent(String words) {
        this.words = words;
    }

    /** For the documentation. */
    String words() {
        return words;
    }
}

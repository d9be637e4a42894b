package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;

/** Facts about a call centre. Called on its lane, in order: fast, no wait, no throw. */
public interface CentreObserver {

    default void agentChanged(AgentChange change) {}

    /** It was on duty when the server stopped, and is so again; what became of a call it was in is told before. */
    default void agentRestored(String applicationId, AgentStatus agent) {}

    default void agentOffDuty(String applicationId, String agentId, Instant at) {}

    default void callerEntered(CallerChange change) {}

    /** It waits in {@code change.queue()} now. */
    default void callerMoved(CallerChange change, String from) {}

    default void callerOffered(CallerChange change) {}

    /** It has hung up, and keeps its place. */
    default void callerHeld(CallerChange change) {}

    /** Once for each that entered. */
    default void callerLeft(CallerChange change, QueueExit how) {}

    /** @param talk from the agent's answer on */
    default void talkOver(CallerChange change, Duration talk) {}

    /** An agent did not take it. */
    default void agentRefused(CallerChange change, AgentRefusal why) {}

    /** Something asked for was refused; on any thread. */
    default void refused(String applicationId, QueueError error) {}
}

package io.ringflow.ivr.command;

import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.ivr.queue.QueuePlace;

/** What a call in the call centre is told while it waits or talks. */
public sealed interface CentreNews {

    /** It is its turn: this agent is to be called. */
    record Offered(AgentLease lease) implements CentreNews {}

    /** The lease is over: the agent is to be hung up, whether it rings or talks. */
    record Withdrawn(AgentLease lease) implements CentreNews {}

    /** An announcement of the place is due. */
    record Placed(QueuePlace place) implements CentreNews {}

    /** A prompt that was to be got ready can be played, or can't be had. */
    record Ready(Upcoming prompt) implements CentreNews {}

    /** It waits no more. */
    record Expelled(QueueEnd why) implements CentreNews {}

    /** The application wants something of it; it is to be answered. */
    record Ordered(CallOrder order) implements CentreNews {}
}

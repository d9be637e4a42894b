package io.ringflow.ivr.queue;

/** The call that an agent is lent to. Called on the centre's lane: must only post to an inbox, or look at a field. */
public interface LeaseHolder {

    /** What {@code agentstate} says in states 2, 3, and in the 0 that follows. */
    String callId();

    /** The customer's number. */
    String number();

    /** Whether the call is still there: whoever says no once loses place and lease within a minute. */
    boolean alive();

    /** The lease is over, not by the holder's doing: hang the agent up, whether it rings or talks. */
    void withdrawn(AgentLease lease);
}

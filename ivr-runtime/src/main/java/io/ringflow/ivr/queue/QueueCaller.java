package io.ringflow.ivr.queue;

/** A caller's call as its queue sees it. Called on the centre's lane: must only post to an inbox, or look at a field. */
public interface QueueCaller extends LeaseHolder {

    /** It is its turn: call this agent. Several may come at a time where all agents ring. */
    void offered(AgentLease lease);

    /** An announcement of the place is due. */
    void placed(QueuePlace place);

    /** It waits in another queue from now on, as long as before. */
    void moved(String queue);

    /** It waits no more; nothing further comes. */
    void expelled(QueueEnd why);
}

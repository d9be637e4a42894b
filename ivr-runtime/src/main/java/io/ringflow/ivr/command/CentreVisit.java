package io.ringflow.ivr.command;

import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueLeave;
import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.queue.QueueWish;
import java.util.Optional;

/**
 * A call in its application's call centre, from entering a queue, or taking an agent, to the end of the last talk. News, and
 * changes of its parties, end a wait for it. Closing leaves the queue, ends leases and talks, and hangs everybody up who was
 * called here. Used on the call's thread only.
 */
public interface CentreVisit extends Activity {

    /**
     * Waits in a queue from now on.
     *
     * @throws io.ringflow.ivr.queue.QueueRefused as {@link io.ringflow.ivr.queue.CallCentre#enter} does
     */
    void enter(QueueWish wish);

    /** How it stands in its queue. */
    QueuePlace place();

    /** Waits on, after a wait was over (D24). */
    void renew();

    /** Waits no more; telephones that ring for it stop. */
    void leave(QueueLeave why);

    /**
     * Keeps its place though the caller hangs up: when it is its turn, it is called back, by the next server too.
     *
     * @param flow what that call does with the old place: a document whose command is one of those that wait in a queue
     * @return false: its number is not known, an agent is being called for it, or it waits no more
     */
    boolean hold(String flow);

    /**
     * Takes one certain agent, past all queues.
     *
     * @throws io.ringflow.ivr.queue.QueueRefused as {@link io.ringflow.ivr.queue.CallCentre#claim} does
     */
    AgentLease claim(AgentClaim claim);

    /** What has happened and was not looked at, oldest first. */
    Optional<CentreNews> news();

    /** Has a prompt got ready; {@link CentreNews.Ready} follows. */
    void prepare(PromptPart part);

    /** Calls an agent that was lent, or connects its open line; who can't be called is a party that is over. */
    TalkParty agent(AgentLease lease);

    /** Calls somebody else. */
    TalkParty call(Party.Wish wish);

    /** Who talks on with the caller when a party leaves, which is closed then, as {@link CallControl#remaining}. */
    Optional<TalkParty> without(TalkParty leaving);

    /** What the caller is in the talk from now on; it comes in when the first party does. */
    void caller(TalkRole role);
}

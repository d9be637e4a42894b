package io.ringflow.ivr.queue;

import java.time.Instant;

/**
 * An agent, lent to one call for a time. It is over when its holder says so, when the agent goes off work, when another
 * agent was faster, or at its deadline, whatever anybody reports. Methods are for any thread but the centre's lane, and
 * may be called again without harm.
 */
public interface AgentLease {

    String agentId();

    /** Where the agent is called. */
    String number();

    /** The queue that the caller waited in; empty: none, the agent was claimed. */
    String queue();

    AgentTerms terms();

    /** When it is over by itself. During a talk it moves on for as long as the holder is {@linkplain LeaseHolder#alive}. */
    Instant deadline();

    /**
     * The agent has picked up: {@code agentstate} 3.
     *
     * @return false: the lease is over, hang the agent up
     */
    boolean answered();

    /** The agent does not take the caller: states 4, 0; a caller of a queue waits for the next. After the answer: as {@link #talkOver}. */
    void refused(AgentRefusal why);

    /** The holder wants the agent no more, and the agent did nothing wrong: it is as before. After the answer: as {@link #talkOver}. */
    void giveBack();

    /** The agent is free again: state 0, and what the queue says of wrap-up. Before the answer: as {@link #giveBack}. */
    void talkOver();

    /**
     * As {@link #talkOver}, where the agent was gone before the caller heard it: it is not whom the caller talked with last,
     * and no measure of how long talks are.
     */
    void unheard();
}

package io.ringflow.ivr.command;

import io.ringflow.ivr.queue.AgentLease;
import java.util.Optional;

/**
 * A party of a {@link CentreVisit}: an agent, or somebody who joins its talk. {@link #connect} brings it in as a {@link
 * TalkRole#AGENT}. Closed with its visit at the latest.
 */
public interface TalkParty extends Party {

    /** The agent that it is, where the talk itself has claimed it; empty: whoever has called it knows. */
    default Optional<AgentLease> lease() {
        return Optional.empty();
    }

    /** What it is in the talk from now on; it comes in with the first. Only once it has answered. */
    void role(TalkRole role);

    /** Lets it alone hear a prompt, in place of what it hears; what can't be had is told in the call's story. */
    void say(Upcoming prompt);

    /** Whether it still hears that. The end counts as a {@linkplain #change change}. */
    boolean saying();

    /** Lets it hear the ring-back tone until it comes into the talk. */
    void ring();
}

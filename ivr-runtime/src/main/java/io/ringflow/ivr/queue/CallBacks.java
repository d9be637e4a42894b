package io.ringflow.ivr.queue;

/**
 * Who calls back callers that keep their places. Called on a centre's lane, one of the two for each place; {@code due} again
 * when the server was killed before the caller had answered. Must only hand over.
 */
public interface CallBacks {

    /**
     * It is its turn, and an agent is kept for it for the queue's {@code callbacktime}: call it, and let its call enter by
     * {@link HeldPlace#wish}. What comes to nothing is told by {@link CallCentres#releasePlace}.
     */
    void due(String applicationId, HeldPlace place);

    /** Whether nothing is being begun. */
    boolean idle();

    /** It won't be. */
    void over(String applicationId, HeldPlace place, QueueEnd why);
}

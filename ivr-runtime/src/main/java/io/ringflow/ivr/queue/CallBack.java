package io.ringflow.ivr.queue;

/** Who calls back a caller that kept its place. Called on the centre's lane, one of the two, once: must only hand over. */
public interface CallBack {

    /**
     * It is its turn, and an agent is kept for it for the queue's {@code callbacktime}: call it, and let its call enter by
     * this wish, which has its old place.
     */
    void due(QueueWish again);

    /** It won't be. */
    void over(QueueEnd why);
}

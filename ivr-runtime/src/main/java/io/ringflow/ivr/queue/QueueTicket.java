package io.ringflow.ivr.queue;

/**
 * A caller's place in a queue, owned by the caller's thread: a {@code try} around the waiting and the talk. Methods are for
 * any thread but the centre's lane; without effect once it is over.
 */
public interface QueueTicket extends AutoCloseable {

    QueuePlace place();

    /** The caller chose to wait on: its place is as before, and announced anew. */
    void renew();

    /** The caller waits no longer. Leases that it was offered are over without another word: hang up what rings for it. */
    void leave(QueueLeave why);

    /**
     * The caller hangs up and keeps its place, also over a restart of the server; it is called back when it is its turn. Waits
     * until the disk has it.
     *
     * @return false: it is not waiting any more, or an agent is being called for it
     */
    boolean hold(CallBackOrder order);

    /** As {@link #leave} by {@link QueueLeave#HUNG_UP}; a talk is over too. */
    @Override
    void close();
}

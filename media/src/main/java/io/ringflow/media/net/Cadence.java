package io.ringflow.media.net;

/**
 * The rhythm in which a peer's packets arrive; tells whether another one may be waiting behind the one just read, and so
 * saves the call that would find nothing. Owned by a socket.
 *
 * <p>What is left unread by mistake is old at the next turn, and then everything is read: nothing ever piles up.
 */
final class Cadence {
    // Beyond this it is not a rhythm but a pause.
    private static final long LONGEST_NANOS = 20_000_000;

    private long last;
    private long interval;
    /** How far packets stray from the rhythm, on average. */
    private long deviation;

    /** When the packet read last arrived. */
    long last() {
        return last;
    }

    /** Forgets the rhythm: everything is read until there is one. */
    void restart() {
        interval = 0;
    }

    /**
     * A packet was read.
     *
     * @param arrival when it arrived, nanoseconds
     * @param now a moment of the same clock
     */
    boolean moreExpected(long arrival, long now) {
        long gap = Math.clamp(arrival - last, 0, LONGEST_NANOS);
        // A late one: what was sent after it may be on its heels.
        boolean late = arrival - last > interval + interval / 4;
        last = arrival;
        deviation += (Math.abs(gap - interval) - deviation) / 8;
        interval += (gap - interval) / 8;
        // As TCP judges what is overdue (RFC 6298): by the average and four times what it varies.
        return late || now - arrival > interval - interval / 16 - 4 * deviation;
    }
}

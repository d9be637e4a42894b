package io.ringflow.media.rtp;

/**
 * Turns numbers that wrap into numbers that do not: each is taken to be the nearest to the highest seen. Owned by one
 * stream's loop.
 */
public final class SequenceUnwrapper {
    private final int bits;

    private boolean started;
    private long highest;

    private SequenceUnwrapper(int bits) {
        this.bits = bits;
    }

    /** For sequence numbers, which wrap at 2^16. */
    public static SequenceUnwrapper sequences() {
        return new SequenceUnwrapper(16);
    }

    /** For timestamps, which wrap at 2^32. */
    public static SequenceUnwrapper timestamps() {
        return new SequenceUnwrapper(32);
    }

    /** The number in full; the first is itself. A number before the first may be negative. */
    public long unwrap(long wrapped) {
        if (!started) {
            started = true;
            highest = wrapped;
            return wrapped;
        }
        int unused = Long.SIZE - bits;
        long ahead = (wrapped - highest) << unused >> unused;
        long full = highest + ahead;
        if (ahead > 0) {
            highest = full;
        }
        return full;
    }

    /** Forgets what was seen: the next number starts anew. */
    public void reset() {
        started = false;
        highest = 0;
    }
}

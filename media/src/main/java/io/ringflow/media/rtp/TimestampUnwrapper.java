package io.ringflow.media.rtp;

/** Turns timestamps, which wrap at 2^32, into numbers that do not: each is taken to be the nearest to the highest seen. */
public final class TimestampUnwrapper {
    private boolean started;
    private long highest;

    /** The timestamp in full; the first is itself. One before the first may be negative. */
    public long unwrap(long wrapped) {
        if (!started) {
            started = true;
            highest = wrapped;
            return wrapped;
        }
        int ahead = (int) (wrapped - highest);
        long full = highest + ahead;
        highest = Math.max(highest, full);
        return full;
    }

    /** Forgets what was seen: the next timestamp starts anew. */
    public void reset() {
        started = false;
    }
}

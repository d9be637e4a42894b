package io.ringflow.media.jitter;

/** The last timestamp far from all others: one is a stray, two near each other are where the far end is now. */
final class Stray {
    private boolean seen;
    private long start;

    /** Whether the one before was near. */
    boolean isConfirmed(long at, int range) {
        boolean near = seen && Math.abs(at - start) < range;
        seen = true;
        start = at;
        return near;
    }

    void clear() {
        seen = false;
    }
}

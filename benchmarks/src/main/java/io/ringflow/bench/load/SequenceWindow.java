package io.ringflow.bench.load;

/** Counts one stream's packets by sequence number: which are new, doubled, late (RFC 3550 A.1). Owned by its arrivals. */
final class SequenceWindow {

    /** What a packet is, seen from those before it. */
    enum Place {
        FIRST,
        NEXT,
        AFTER_GAP,
        REORDERED,
        DUPLICATE
    }

    private static final int WIDTH = 64;

    private boolean started;
    private long lowest;
    private long highest;
    private long seen;
    private long unique;

    Place take(int sequence) {
        if (!started) return start(sequence);
        long ahead = (short) (sequence - (int) highest);
        if (ahead > 0) {
            highest += ahead;
            seen = ahead >= WIDTH ? 1 : seen << ahead | 1;
            unique++;
            return ahead == 1 ? Place.NEXT : Place.AFTER_GAP;
        }
        // Too old to remember: taken for a late one, since a duplicate that late is the rarer thing.
        long bit = ahead <= -WIDTH ? 0 : 1L << -ahead;
        if ((seen & bit) != 0) return Place.DUPLICATE;
        seen |= bit;
        lowest = Math.min(lowest, highest + ahead);
        unique++;
        return Place.REORDERED;
    }

    private Place start(int sequence) {
        started = true;
        lowest = sequence;
        highest = sequence;
        seen = 1;
        unique = 1;
        return Place.FIRST;
    }

    long expected() {
        return started ? highest - lowest + 1 : 0;
    }

    long lost() {
        return expected() - unique;
    }

    void reset() {
        started = false;
        unique = 0;
    }
}

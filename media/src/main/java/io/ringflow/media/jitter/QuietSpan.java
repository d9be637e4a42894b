package io.ringflow.media.jitter;

/** The latest stretch of the timeline in which the far end sends no audio on purpose. Owned by the buffer. */
final class QuietSpan {
    /** An end that only audio sets. */
    static final long UNTIL_AUDIO = Long.MAX_VALUE / 2;

    private static final long NEVER = Long.MIN_VALUE;

    /** What is to be heard meanwhile. */
    enum Kind {
        SILENCE,
        /** RFC 3389. */
        NOISE,
        /** What the codec makes of it. */
        BY_CODEC
    }

    private long from = NEVER;
    private long until = NEVER;
    private Kind kind = Kind.SILENCE;

    /** It begins here, or goes on. */
    void extend(long start, long end, Kind by) {
        if (start > until) {
            from = start;
        }
        until = Math.max(until, end);
        kind = by;
    }

    /** Audio begins here. */
    void end(long start) {
        if (start < until && start >= from) {
            until = start;
        }
    }

    boolean covers(long at) {
        return at >= from && at < until;
    }

    Kind at(long at) {
        return covers(at) ? kind : Kind.SILENCE;
    }

    void clear() {
        from = NEVER;
        until = NEVER;
    }
}

package io.ringflow.media.jitter;

/** Which of the last 64 sequence numbers have been marked. Owned by the buffer. */
final class SequenceWindow {
    private boolean started;
    private int highest;
    private long marks;

    /**
     * Marks one.
     *
     * @return false when it was marked before
     */
    boolean mark(int sequence) {
        if (!started) {
            started = true;
            highest = sequence;
            marks = 1;
            return true;
        }
        int ahead = (short) (sequence - highest);
        if (ahead > 0) {
            marks = ahead < Long.SIZE ? marks << ahead | 1 : 1;
            highest = sequence;
            return true;
        }
        if (-ahead >= Long.SIZE) {
            return true;
        }
        long bit = 1L << -ahead;
        boolean fresh = (marks & bit) == 0;
        marks |= bit;
        return fresh;
    }

    boolean isMarked(int sequence) {
        int behind = (short) (highest - sequence);
        return started && behind >= 0 && behind < Long.SIZE && (marks >>> behind & 1) != 0;
    }

    void clear() {
        started = false;
    }
}

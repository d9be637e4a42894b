package io.ringflow.media.jitter;

/** The places of packets in their sequence, as play-out passes them: which were heard. Owned by the buffer. */
final class Places {
    private static final int BACKWARD = 0x8000;

    private final PlayOutFigures figures;
    private final SequenceWindow silent = new SequenceWindow();

    private int last = -1;

    Places(PlayOutFigures figures) {
        this.figures = figures;
    }

    /** This one stands for no audio: it can't be missing. */
    void silent(int sequence) {
        silent.mark(sequence);
    }

    /** Whether there are packets missing before this one, which is next. */
    boolean isLossBefore(int next) {
        int between = (next - last - 1) & 0xFFFF;
        return last >= 0 && (between > Long.SIZE || missing(between) > 0);
    }

    private int missing(int between) {
        int missing = 0;
        for (int i = 1; i <= between; i++) {
            missing += silent.isMarked((last + i) & 0xFFFF) ? 0 : 1;
        }
        return missing;
    }

    /** Play-out passes this one. */
    void pass(int sequence, boolean heard) {
        int between = (sequence - last - 1) & 0xFFFF;
        for (int i = last >= 0 && between < BACKWARD ? missing(between) : 0; i > 0; i--) {
            figures.missed();
        }
        last = sequence;
        if (heard) {
            figures.heard();
        } else {
            figures.missed();
        }
    }

    /** Another sequence begins. */
    void clear() {
        silent.clear();
        last = -1;
    }
}

package io.ringflow.media.jitter;

/**
 * Decides how much earlier than needed audio should lie ready: more at once when some came too late, less a step per
 * second when all come with time to spare. Owned by the buffer. Counts frames; knows no clock.
 */
final class DelayTarget {
    private static final int STEP = JitterBuffer.FRAME_MILLIS;
    private static final int WINDOW_FRAMES = 1000 / STEP;
    private static final int GUARD_MILLIS = 2 * STEP;
    private static final int NONE = Integer.MIN_VALUE;

    private final int minimum;
    private final int maximum;

    private int millis;
    private int frames;
    private int least;
    private int most;
    private int mostBefore;
    private boolean shrink;

    DelayTarget(int minimum, int maximum) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.millis = minimum;
        restart();
    }

    /** Delay to begin a stream with. */
    int millis() {
        return millis;
    }

    int maximum() {
        return maximum;
    }

    /**
     * A packet came this much before its place was due; negative when too late.
     *
     * @return milliseconds by which play-out should wait from now on
     */
    int onPacket(int slack) {
        least = Math.min(least, slack);
        most = Math.max(most, slack);
        if (slack >= 0) {
            return 0;
        }
        int wanted = (-slack + STEP - 1) / STEP * STEP;
        int room = maximum - Math.max(most, mostBefore);
        int grown = Math.clamp(wanted, 0, Math.max(0, room / STEP * STEP));
        shift(grown);
        return grown;
    }

    /** A frame is about to be played: true when it should be left out, because all packets come early. */
    boolean onFrame() {
        frames++;
        if (frames >= WINDOW_FRAMES) {
            shrink = most != NONE && least >= GUARD_MILLIS && most - STEP >= minimum;
            mostBefore = most;
            least = Integer.MAX_VALUE;
            most = NONE;
            frames = 0;
        }
        if (!shrink) {
            return false;
        }
        shrink = false;
        shift(-STEP);
        return true;
    }

    private void shift(int by) {
        millis = Math.clamp(millis + by, minimum, maximum);
        if (most != NONE) {
            most += by;
            least += by;
        }
        if (mostBefore != NONE) {
            mostBefore += by;
        }
    }

    /** A stream begins: what was measured of another place is void; the delay learnt stays. */
    void restart() {
        frames = 0;
        least = Integer.MAX_VALUE;
        most = NONE;
        mostBefore = NONE;
        shrink = false;
    }
}

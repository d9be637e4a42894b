package io.ringflow.media.net;

/**
 * The deadlines of phases: absolute, a millisecond apart. Owned by one loop; time is an argument.
 *
 * <p>A late phase is turned at once as long as it is less than one tick late. Beyond that phases are given up: catching
 * up a long burst would keep the loop behind for seconds.
 */
final class Pace {
    static final long PHASE_NANOS = 1_000_000;
    static final long MAX_LATE_NANOS = 20 * PHASE_NANOS;

    private long phase;
    private long due;

    /** After sleeping: the next phase is due now. */
    void restart(long now) {
        due = now;
    }

    /** Nanoseconds until the next phase is due; negative when late. */
    long untilDue(long now) {
        return due - now;
    }

    /** Gives up phases that are a tick late or more, and returns how many. */
    int skip(long now) {
        long late = now - due;
        if (late < MAX_LATE_NANOS) {
            return 0;
        }
        long given = late / PHASE_NANOS;
        phase += given;
        due += given * PHASE_NANOS;
        return (int) given;
    }

    /** The phase to be turned now. */
    long next() {
        due += PHASE_NANOS;
        return phase++;
    }
}

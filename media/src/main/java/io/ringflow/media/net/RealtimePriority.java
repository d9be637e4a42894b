package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;

/** Linux' first-in-first-out scheduling, which puts a thread before all ordinary ones, the collector's too. */
public final class RealtimePriority {
    // What the thread starts later is ordinary again.
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    /** What came of it. */
    public enum Outcome {
        GRANTED,
        /** The process may not: it has no CAP_SYS_NICE, nor a limit of real-time priority that is high enough. */
        NOT_PERMITTED,
        /** The system knows no such thing. */
        NOT_POSSIBLE
    }

    private RealtimePriority() {}

    /**
     * Raises the calling thread.
     *
     * @param priority 1 to 99
     */
    public static Outcome raise(int priority) {
        if (!SocketKind.obstacle().isEmpty()) {
            return Outcome.NOT_POSSIBLE;
        }
        try (Arena arena = Arena.ofConfined()) {
            var wanted = arena.allocateFrom(JAVA_INT, priority);
            if (Libc.sched_setscheduler(0, Libc.SCHED_FIFO | SCHED_RESET_ON_FORK, wanted) == 0) {
                return Outcome.GRANTED;
            }
            return Libc.errno() == Libc.EPERM ? Outcome.NOT_PERMITTED : Outcome.NOT_POSSIBLE;
        }
    }
}

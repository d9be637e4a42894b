package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;

/** How Linux chooses the calling thread among those that could run, sched(7). */
public final class SchedulingPolicy {
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

    private SchedulingPolicy() {}

    /**
     * First in, first out: puts the thread before all ordinary ones, the collector's too.
     *
     * @param priority 1 to 99
     */
    public static Outcome realtime(int priority) {
        return ask(Libc.SCHED_FIFO | SCHED_RESET_ON_FORK, priority);
    }

    /**
     * Makes a thread of a batch job, which waits for its turn when it wakes up, an ordinary one, which may take the
     * processor at once. Any other stays what whoever started the process wanted.
     */
    public static void leaveBatch() {
        if (SocketKind.obstacle().isEmpty() && Libc.sched_getscheduler(0) == Libc.SCHED_BATCH) {
            ask(Libc.SCHED_OTHER, 0);
        }
    }

    private static Outcome ask(int policy, int priority) {
        if (!SocketKind.obstacle().isEmpty()) {
            return Outcome.NOT_POSSIBLE;
        }
        try (Arena arena = Arena.ofConfined()) {
            var wanted = arena.allocateFrom(JAVA_INT, priority);
            if (Libc.sched_setscheduler(0, policy, wanted) == 0) {
                return Outcome.GRANTED;
            }
            return Libc.errno() == Libc.EPERM ? Outcome.NOT_PERMITTED : Outcome.NOT_POSSIBLE;
        }
    }
}

package io.ringflow.ivr.queue;

/** Why a caller waits no longer, of its own. */
public enum QueueLeave {
    HUNG_UP,
    /** What the flow allowed is over ({@code timeout}, {@code queuetimes}). */
    TIMEOUT,
    /** By a key ({@code quiturl}). */
    KEY,
    /** The flow goes on elsewhere: another document, a transfer. */
    ELSEWHERE
}

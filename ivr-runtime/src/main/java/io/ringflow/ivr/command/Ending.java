package io.ringflow.ivr.command;

/** How a command ends its call. A closed set: it is a metric label. */
public enum Ending {
    /** The application hangs up. */
    HANG_UP,
    /** The caller talked, or talks, with somebody else, and that was all (D2). */
    TRANSFERRED,
    /** Refused: 486 Busy Here. */
    BUSY,
    /** Refused: 603 Decline. */
    REJECTED,
    /** Refused: 403 Forbidden. */
    FORBIDDEN,
    /** Refused: 404 Not Found. */
    NOT_FOUND,
    /** Nobody said what to do for too long (D12). */
    IDLE
}

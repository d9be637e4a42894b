package io.ringflow.media;

/** Media can't do what was asked; the kind says what the caller of the API should answer. */
public final class MediaFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A closed set. */
    public enum Kind {
        /** Every RTP port is in use or in quarantine: 503. */
        NO_PORTS,
        /** The description can't be parsed: 400. */
        BAD_DESCRIPTION,
        /** Nothing in common: 488. */
        NOT_ACCEPTABLE,
        /** The prompt does not exist. */
        NO_SUCH_PROMPT,
        /** The prompt is not audio we can read. */
        BAD_PROMPT,
        /** A loop's queue is full, or the engine is closed. */
        OVERLOADED,
        /** The conference has as many members as it may have. */
        CONFERENCE_FULL,
        /** The conference has been closed, or the member has left it. */
        CLOSED
    }

    private final Kind kind;

    public MediaFailure(Kind kind, String message) {
        // What an application asks for in vain, perhaps for each call, needs no trace of our code.
        super(message, null, false, kind != Kind.NO_SUCH_PROMPT);
        this.kind = kind;
    }

    public MediaFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

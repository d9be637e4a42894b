package io.ringflow.ivr.recording.archive;

import java.io.IOException;

/** A store did not do what it was asked. The message is for people and holds no secret. */
public final class StoreFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** What it means for what else is to be done. */
    public enum Kind {
        /** Nobody answers, or nothing of ours is done there: others would fail too. */
        AWAY,
        /** This object is refused; others may not be. */
        OBJECT,
        /** There is no such object. */
        MISSING,
        /** Our own disk fails: the store was not asked. */
        DISK
    }

    private final Kind kind;

    public StoreFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StoreFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

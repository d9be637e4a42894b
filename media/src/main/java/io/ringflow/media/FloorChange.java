package io.ringflow.media;

/** What became of a member's wish to talk, or of its talk, in a conference in which one talks at a time. */
public enum FloorChange {
    /** The floor is its own: from the next tick but one at the latest it is heard. */
    GRANTED,
    /** Somebody else talks. */
    DENIED,
    /** Somebody else talks; it is next, or after others. */
    QUEUED,
    /** It waited and does so no more, by its own wish. */
    WITHDRAWN,
    /** It gave the floor back. */
    RELEASED,
    /** Somebody of a higher priority took the floor from it. */
    PREEMPTED,
    /** It talked for as long as one may. */
    TIMEOUT,
    /** It left, and had the floor. */
    LEFT;

    /** Whether the one it is told of has the floor no more that it had. */
    public boolean ends() {
        return switch (this) {
            case RELEASED, PREEMPTED, TIMEOUT, LEFT -> true;
            case GRANTED, DENIED, QUEUED, WITHDRAWN -> false;
        };
    }
}

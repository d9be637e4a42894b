package io.ringflow.ivr.recording;

/** Facts about stored recordings, for metrics. Contract: fast, no lock, no throw; any thread. */
public interface RecordingObserver {

    /** Why a recording that was wanted is not kept, besides the failures that media tells. A metric label. */
    enum Discard {
        NOTHING_HEARD,
        /** The disk is nearly full: it was not begun. */
        NO_SPACE,
        /** The disk failed before the recording began, or after it was written. */
        DISK
    }

    /** Why a kept recording was deleted. A metric label. */
    enum Deletion {
        AGE,
        SIZE,
        /** Its application asked for it. */
        ASKED
    }

    /** What became of a request for a recording. A metric label. */
    enum Download {
        WHOLE,
        PART,
        FORGED,
        EXPIRED,
        UNKNOWN,
        BAD_RANGE,
        /** The client went away, or the disk failed. */
        BROKEN
    }

    RecordingObserver NONE = new RecordingObserver() {};

    default void discarded(Discard why) {}

    default void deleted(Deletion why) {}

    default void downloaded(Download what) {}
}

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
        /** It lies in the archive, and need not lie here any more. */
        ARCHIVED,
        /** Its application asked for it. */
        ASKED
    }

    /** What became of an attempt to do something in the archive. A metric label. */
    enum Upload {
        STORED,
        /** It will be tried again. */
        FAILED,
        /** It was gone from the disk, or damaged there, before it could be uploaded. */
        LOST,
        /** Deleted from the archive, for its age or as was asked. */
        DELETED
    }

    /** What became of a request for a recording. A metric label. */
    enum Download {
        WHOLE,
        PART,
        FORGED,
        EXPIRED,
        UNKNOWN,
        BAD_RANGE,
        /** The client was sent to the archive. */
        REDIRECTED,
        /** It lies in the archive, which does not answer. */
        AWAY,
        /** The client went away, or the disk failed. */
        BROKEN
    }

    RecordingObserver NONE = new RecordingObserver() {};

    default void discarded(Discard why) {}

    default void deleted(Deletion why) {}

    /** @param bytes of what was stored */
    default void uploaded(Upload what, long bytes) {}

    default void downloaded(Download what) {}
}

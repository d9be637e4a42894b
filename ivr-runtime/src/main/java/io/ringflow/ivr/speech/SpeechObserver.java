package io.ringflow.ivr.speech;

/** Facts about speech, for metrics. Contract: fast, no lock, no throw; on any thread. */
public interface SpeechObserver {

    SpeechObserver NONE = new SpeechObserver() {};

    /** Where a text's sound came from. */
    enum Source {
        /** Kept in memory, or just being made for somebody else. */
        MEMORY,
        DISK,
        SYNTHESIS
    }

    /** Somebody wants to hear something; told once for each who does. */
    default void wanted(Source source) {}

    /** @param nanos from the beginning of the synthesis to the last sample */
    default void synthesised(long nanos) {}

    /** A text could not be said. */
    default void failed(SpeechFailure.Kind kind, long nanos) {}

    /** A kept file was not what was written. */
    default void corrupt() {}
}

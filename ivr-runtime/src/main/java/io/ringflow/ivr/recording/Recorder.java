package io.ringflow.ivr.recording;

import java.util.Optional;

/** Where recordings are begun. Blocks on files, so never on a loop. Thread-safe. */
@FunctionalInterface
public interface Recorder {

    /** Records nothing. */
    Recorder NONE = order -> Optional.empty();

    /** A place for a recording; empty, and told, when the disk is full or fails. */
    Optional<RecordingDraft> begin(RecordingOrder order);

    /** How conversations and conferences are recorded. */
    default RecordingStyle style() {
        return RecordingStyle.STANDARD;
    }
}

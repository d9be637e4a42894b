package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RecordingManifest;
import java.time.Instant;

/**
 * A row of the archive. Immutable.
 *
 * @param key of the sound in the store; the manifest's has {@code .json} in place of its ending
 * @param attempts that failed
 */
record ArchivedRecording(RecordingManifest manifest, String key, State state, int attempts, Instant dueAt) {

    /** How far it is, by the number in its column. */
    enum State {
        WAITING,
        STORED,
        DELETING
    }

    RecordingId id() {
        return manifest.recording();
    }

    String manifestKey() {
        return key.substring(0, key.lastIndexOf('.')) + ".json";
    }
}

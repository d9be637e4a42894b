package io.ringflow.ivr.recording;

import java.time.Duration;

/**
 * A recording that is whole, on the disk, and may be told of.
 *
 * @param url where it can be fetched for a while
 * @param length of its audio
 */
public record KeptRecording(RecordingId id, String url, Duration length, RecordingEnd end) {

    /** Its length as the application is told: whole seconds, rounded, at least one. */
    public long seconds() {
        return Math.max(1, (length.toMillis() + 500) / 1_000);
    }
}

package io.ringflow.ivr.recording;

import io.ringflow.media.Recording;

/**
 * A recording that is being made, for who would pause it. Thread-safe.
 *
 * @param manifest as it began: without length, size or end
 */
public record RunningRecording(RecordingManifest manifest, Recording recording) {

    public boolean paused() {
        return recording.paused();
    }

    /** Stores nothing from the next tick on. */
    public void pause(Recording.Pause as) {
        recording.pause(as);
    }

    public void resume() {
        recording.resume();
    }
}

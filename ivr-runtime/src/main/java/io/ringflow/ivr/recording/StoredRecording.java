package io.ringflow.ivr.recording;

import java.nio.file.Path;

/** A recording that is kept, as it lies on the disk. */
public record StoredRecording(RecordingManifest manifest, Path file) {}

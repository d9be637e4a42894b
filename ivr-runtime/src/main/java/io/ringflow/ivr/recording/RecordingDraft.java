package io.ringflow.ivr.recording;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import java.nio.file.Path;
import java.util.Optional;

/** A recording that is being made: where it goes, and what to do when it has ended. Immutable. */
public final class RecordingDraft {

    private final RecordingStore store;
    private final RecordingManifest manifest;
    private final boolean evenSilent;

    RecordingDraft(RecordingStore store, RecordingManifest manifest, boolean evenSilent) {
        this.store = store;
        this.manifest = manifest;
        this.evenSilent = evenSilent;
    }

    public RecordingId id() {
        return manifest.recording();
    }

    /** Where it is to be written. */
    public Path file() {
        return store.file(manifest);
    }

    /** Hz. */
    public int sampleRate() {
        return manifest.sampleRate();
    }

    /** It is being made now: it can be paused until it is kept. */
    public void begun(Recording recording) {
        store.running().begun(manifest, recording);
    }

    /** It has ended: keeps it, with its manifest, unless it failed or nobody spoke. Blocks on files. */
    public Optional<KeptRecording> keep(Recorded recorded) {
        store.running().over(manifest);
        return store.keep(manifest, recorded, evenSilent);
    }

    /**
     * Its application knows of it, or will for certain: until then the next start of the server would tell it. Blocks on a
     * file; any thread.
     */
    public void told() {
        store.forget(manifest);
    }

    /** It was never begun. */
    public void drop() {
        store.forget(manifest);
    }
}

package io.ringflow.ivr.recording;

import io.ringflow.media.Recording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The recordings that are being made at this moment. Thread-safe. */
public final class RunningRecordings {

    private final Map<RecordingId, RunningRecording> running = new ConcurrentHashMap<>();
    private final Recording.Pause fallback;

    /** @param fallback what a pause leaves in the file when who asks for it does not say */
    public RunningRecordings(Recording.Pause fallback) {
        this.fallback = fallback;
    }

    void begun(RecordingManifest manifest, Recording recording) {
        running.put(manifest.recording(), new RunningRecording(manifest, recording));
    }

    void over(RecordingManifest manifest) {
        running.remove(manifest.recording());
    }

    public Optional<RunningRecording> find(RecordingId id) {
        return Optional.ofNullable(running.get(id)).filter(RunningRecordings::goesOn);
    }

    /** Those that match, the oldest first. */
    public List<RunningRecording> all(Predicate<RecordingManifest> wanted) {
        return running.values().stream()
                .filter(one -> wanted.test(one.manifest()) && goesOn(one))
                .sorted(Comparator.comparing(
                                (RunningRecording one) -> one.manifest().startedAt())
                        .thenComparing(one -> one.manifest().id()))
                .toList();
    }

    /** Those of an application's call, or conference. */
    public List<RunningRecording> of(String application, String call) {
        return all(one -> one.application().equals(application) && one.call().equals(call));
    }

    /** What a pause leaves in the file when who asks for it does not say. */
    public Recording.Pause fallback() {
        return fallback;
    }

    /** One that has ended is still being written for a while. */
    private static boolean goesOn(RunningRecording one) {
        return !one.recording().finished().isDone();
    }
}

package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.recording.RecordingDraft;
import io.ringflow.ivr.recording.RecordingLinks;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingOrder;
import io.ringflow.ivr.recording.RecordingSettings;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.ivr.recording.RecordingStyle;
import io.ringflow.ivr.recording.RunningRecordings;
import io.ringflow.media.Recording.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of recordings that is there for one simulated call: in a directory of its own, made at the first one. Used by
 * the call's thread; closed by the simulation's.
 */
final class SimRecordings implements Recorder, AutoCloseable {

    private static final RecordingSettings SETTINGS = new RecordingSettings(
            Optional.empty(),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Long.MAX_VALUE,
            0,
            Duration.ofHours(1),
            8_000,
            Pause.CUT,
            RecordingStyle.STANDARD,
            Optional.empty());

    private final InstantSource clock;
    private final RunningRecordings running = new RunningRecordings(SETTINGS.pause());

    private volatile @Nullable Path directory;
    private @Nullable RecordingStore store;

    SimRecordings(InstantSource clock) {
        this.clock = clock;
    }

    /** Those that are being made. */
    RunningRecordings running() {
        return running;
    }

    @Override
    public Optional<RecordingDraft> begin(RecordingOrder order) {
        try {
            var open = store;
            if (open == null) {
                var place = Files.createTempDirectory("ringflow-sim");
                directory = place;
                var links = RecordingLinks.open(
                        place.resolve("key"), SETTINGS.urlLifetime(), () -> "http://simulated.invalid", clock);
                open = RecordingStore.open(
                        place.resolve("files"), SETTINGS, links, RecordingObserver.NONE, running, clock);
                store = open;
            }
            return open.begin(order);
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for recordings", e);
        }
    }

    @Override
    public void close() {
        var place = directory;
        if (place == null) return;
        try (var files = Files.walk(place)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

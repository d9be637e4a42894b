package io.ringflow.ivr.recording;

import io.ringflow.ivr.recording.RecordingObserver.Discard;
import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.Recorded;
import io.ringflow.media.play.PromptStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of a server: one directory, for each a file that is whole and a manifest beside it. Has no state but the
 * files, and which of them nobody knows of. Thread-safe; blocks on files.
 */
public final class RecordingStore implements Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingStore.class);
    private static final long CLIP_BYTES = 64L * 1024 * 1024;

    private final Path directory;
    private final RecordingSettings settings;
    private final RecordingLinks links;
    private final RecordingObserver observer;
    private final InstantSource clock;
    private final PromptStore clips;
    private volatile List<RecordingManifest> untold = List.of();
    private final RecordingList list;
    private final RunningRecordings running;
    private volatile RecordingArchive archive = RecordingArchive.NONE;

    private RecordingStore(
            Path directory,
            RecordingSettings settings,
            RecordingLinks links,
            RecordingObserver observer,
            RunningRecordings running,
            InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.links = links;
        this.observer = observer;
        this.clock = clock;
        this.clips = new PromptStore(List.of(directory), CLIP_BYTES, clock);
        this.list = new RecordingList(directory);
        this.running = running;
    }

    /**
     * Opens a directory, made if need be, and mends what the last process was killed in the middle of.
     *
     * @throws UncheckedIOException it can't be used
     */
    public static RecordingStore open(
            Path directory,
            RecordingSettings settings,
            RecordingLinks links,
            RecordingObserver observer,
            InstantSource clock) {
        return open(directory, settings, links, observer, new RunningRecordings(settings.pause()), clock);
    }

    /**
     * The same, for who knows of the recordings that are being made before there is a directory for them.
     *
     * @throws UncheckedIOException it can't be used
     */
    public static RecordingStore open(
            Path directory,
            RecordingSettings settings,
            RecordingLinks links,
            RecordingObserver observer,
            RunningRecordings running,
            InstantSource clock) {
        var store = new RecordingStore(directory, settings, links, observer, running, clock);
        try {
            Files.createDirectories(directory);
            store.untold = RecordingRepair.run(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the recordings in " + directory + " can not be used", e);
        }
        return store;
    }

    /** Tells an application of a recording that an earlier process did not tell it of. */
    @FunctionalInterface
    public interface Teller {

        /** @param whenKnown to be run once it is certain that the application will know; else the next start tells it */
        void tell(RecordingManifest manifest, KeptRecording kept, Runnable whenKnown);
    }

    /** Tells of the recordings that the last process was killed in the middle of, or before it could tell them. */
    public void tellMended(Teller listener) {
        for (var manifest : untold) {
            var end = Arrays.stream(RecordingEnd.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(manifest.end()))
                    .findFirst()
                    .orElse(RecordingEnd.CRASH);
            var length = Duration.ofMillis(manifest.durationMillis());
            listener.tell(
                    manifest,
                    new KeptRecording(manifest.recording(), links.url(manifest.recording()), length, end),
                    () -> forget(manifest));
        }
        untold = List.of();
    }

    /** From now on recordings are taken over by an archive too. To be said before the first call. */
    public void archiveIn(RecordingArchive where) {
        archive = where;
    }

    @Override
    public Optional<RecordingDraft> begin(RecordingOrder order) {
        try {
            if (Files.getFileStore(directory).getUsableSpace() < settings.leastFree()) {
                LOG.warn("call {} is not recorded: less than {} bytes are free", order.call(), settings.leastFree());
                observer.discarded(Discard.NO_SPACE);
                return Optional.empty();
            }
            var manifest = RecordingManifest.begun(RecordingId.random(), order, settings.sampleRate(), clock.instant());
            manifest.publish(RecordingNames.draft(directory, manifest.recording()));
            return Optional.of(new RecordingDraft(this, manifest, order.evenSilent()));
        } catch (IOException e) {
            LOG.warn("call {} is not recorded: {}", order.call(), e.toString());
            observer.discarded(Discard.DISK);
            return Optional.empty();
        }
    }

    @Override
    public RecordingStyle style() {
        return settings.style();
    }

    /** Those that are being made. */
    public RunningRecordings running() {
        return running;
    }

    /** The recording of that id, if it lies on the disk. */
    public Optional<StoredRecording> find(RecordingId id) {
        try {
            var manifest = RecordingManifest.read(RecordingNames.manifest(directory, id));
            var file = file(manifest);
            return Files.isRegularFile(file) ? Optional.of(new StoredRecording(manifest, file)) : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What is known of a recording, wherever it lies. */
    public Optional<RecordingManifest> manifest(RecordingId id) {
        return find(id).map(StoredRecording::manifest).or(() -> archive.find(id));
    }

    /**
     * A recording to be given out, wherever it lies; to be closed.
     *
     * @throws IOException it can't be had now
     */
    public Optional<RecordingSource> open(RecordingId id) throws IOException {
        var here = find(id);
        if (here.isEmpty()) return archive.open(id);
        try {
            return Optional.of(RecordingSource.OnDisk.open(
                    here.get().manifest(), here.get().file()));
        } catch (NoSuchFileException _) {
            // Deleted this moment.
            return archive.open(id);
        }
    }

    /**
     * All that match, wherever they lie, in no order.
     *
     * @throws UncheckedIOException the directory can't be read
     */
    public List<RecordingManifest> find(RecordingQuery query) {
        try {
            var found = new LinkedHashMap<String, RecordingManifest>();
            for (var one : archive.find(query)) found.put(one.id(), one);
            for (var one : list.all()) {
                if (query.matches(one)) found.put(one.id(), one);
            }
            return List.copyOf(found.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it can be fetched from now on, for a while. */
    public String url(RecordingId id) {
        return links.url(id);
    }

    /**
     * Deletes one, wherever it lies. Who fetches it at the moment gets it whole.
     *
     * @throws UncheckedIOException it is still there
     */
    public void delete(RecordingManifest recording) {
        var id = recording.recording();
        var file = file(recording);
        try {
            // In this order, as retention does: what is left of half a deletion is given out by nobody.
            Files.deleteIfExists(RecordingNames.manifest(directory, id));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archive.delete(id);
        clips.forget(String.valueOf(file.getFileName()));
        observer.deleted(RecordingObserver.Deletion.ASKED);
        LOG.info("recording {} deleted, as was asked", id);
    }

    /**
     * A recording, to be played by the application that it belongs to. One that lies elsewhere is brought here first.
     *
     * @throws MediaFailure NO_SUCH_PROMPT or BAD_PROMPT
     */
    public Clip clip(String application, String name) {
        var manifest = RecordingId.parse(name)
                .flatMap(this::manifest)
                .filter(found -> found.application().equals(application))
                .orElseThrow(() ->
                        new MediaFailure(MediaFailure.Kind.NO_SUCH_PROMPT, "the application has no such recording"));
        var file = file(manifest);
        if (!Files.isRegularFile(file)) RecordingReturn.bring(archive, manifest.recording(), file, clock.instant());
        return clips.load(String.valueOf(file.getFileName()));
    }

    Path file(RecordingManifest manifest) {
        return RecordingNames.audio(directory, manifest.recording(), manifest.format());
    }

    Optional<KeptRecording> keep(RecordingManifest begun, Recorded recorded, boolean evenSilent) {
        var id = begun.recording();
        try {
            if (recorded.failure().isPresent()) {
                // What there is of it is mended, and kept, at the next start: its draft stays.
                if (recorded.failure().get() == Recorded.Failure.NOT_OPENED) forget(begun);
                return Optional.empty();
            }
            if (!recorded.heard() && !evenSilent) {
                Files.deleteIfExists(recorded.file());
                forget(begun);
                observer.discarded(Discard.NOTHING_HEARD);
                return Optional.empty();
            }
            var end = RecordingEnd.of(recorded.end());
            var manifest =
                    begun.ended(recorded, end, Files.size(recorded.file()), RecordingNames.checksum(recorded.file()));
            Files.setLastModifiedTime(recorded.file(), FileTime.from(clock.instant()));
            manifest.publish(RecordingNames.manifest(directory, id));
            archive.kept(manifest);
            LOG.info("call {} recorded: {}, {} ms, {}", begun.call(), id, manifest.durationMillis(), end);
            return Optional.of(new KeptRecording(id, links.url(id), recorded.length(), end));
        } catch (IOException e) {
            LOG.warn("recording {} is written and can not be kept: {}", id, e.toString());
            observer.discarded(Discard.DISK);
            return Optional.empty();
        }
    }

    void forget(RecordingManifest begun) {
        try {
            Files.deleteIfExists(RecordingNames.draft(directory, begun.recording()));
        } catch (IOException e) {
            LOG.warn("the draft of recording {} stays: {}", begun.id(), e.toString());
        }
    }
}

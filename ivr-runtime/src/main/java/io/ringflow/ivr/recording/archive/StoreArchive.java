package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.recording.RecordingArchive;
import io.ringflow.ivr.recording.RecordingFiles;
import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingQuery;
import io.ringflow.ivr.recording.RecordingSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An archive in an object store. Thread-safe; closing ends what is under way, which the next start does again. */
public final class StoreArchive implements RecordingArchive, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreArchive.class);

    private final ArchiveSettings settings;
    private final ArchiveTable table;
    private final ObjectStore store;
    private final Uploads uploads;
    private final InstantSource clock;

    private StoreArchive(
            ArchiveSettings settings, ArchiveTable table, ObjectStore store, Uploads uploads, InstantSource clock) {
        this.settings = settings;
        this.table = table;
        this.store = store;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * Begins, with what is on the disk and was not taken over.
     *
     * @param directory of the recordings
     * @param store closed with this
     */
    public static StoreArchive start(
            ArchiveSettings settings,
            Path directory,
            Database database,
            ObjectStore store,
            RecordingObserver observer,
            ScheduledExecutorService timers,
            InstantSource clock) {
        var table = new ArchiveTable(database);
        var files = new RecordingFiles(directory);
        var work = new StoreWork(files, store, table, observer);
        var uploads = new Uploads(settings, files, table, work, store.toString(), observer, timers, clock);
        uploads.start();
        return new StoreArchive(settings, table, store, uploads, clock);
    }

    @Override
    public void kept(RecordingManifest manifest) {
        uploads.add(manifest);
    }

    @Override
    public Duration localFor() {
        return settings.localFor();
    }

    @Override
    public Set<RecordingId> stored(Collection<RecordingId> some) {
        try {
            return table.known(some, Optional.of(ArchivedRecording.State.STORED));
        } catch (RuntimeException away) {
            LOG.debug("nobody knows which recordings are in the store", away);
            return Set.of();
        }
    }

    @Override
    public Optional<RecordingManifest> find(RecordingId id) {
        return table.find(id).map(ArchivedRecording::manifest);
    }

    @Override
    public List<RecordingManifest> find(RecordingQuery query) {
        return table.find(query);
    }

    @Override
    public Optional<RecordingSource> open(RecordingId id) {
        return table.find(id)
                .map(row -> new ArchivedSource(row, store, settings.downloads(), () -> table.forget(row.id())));
    }

    @Override
    public void delete(RecordingId id) {
        uploads.delete(id, clock.instant());
    }

    /** How many recordings something is to be done with. */
    public int waiting() {
        return uploads.waiting();
    }

    /** How long the store has not done what it was asked; zero: it does. */
    public Duration away() {
        return uploads.away();
    }

    /** Whether nothing is under way. */
    public boolean idle() {
        return uploads.idle();
    }

    @Override
    public void close() {
        uploads.close();
        store.close();
    }
}

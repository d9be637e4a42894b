package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.ivr.recording.RecordingSource;
import io.ringflow.ivr.recording.archive.ArchiveSettings.Downloads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording in the store, to be given out. Immutable.
 *
 * @param gone told that the store does not have it any more: a rule of the bucket deletes too
 */
record ArchivedSource(ArchivedRecording row, ObjectStore store, Downloads downloads, Runnable gone)
        implements RecordingSource {

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedSource.class);

    /** For one client that is on its way there. */
    private static final Duration REDIRECTED = Duration.ofMinutes(15);

    @Override
    public RecordingManifest manifest() {
        return row.manifest();
    }

    @Override
    public long bytes() {
        return row.manifest().bytes();
    }

    /** @throws NoSuchFileException the store does not have it any more */
    @Override
    public InputStream read(long from, long length) throws IOException {
        try {
            return store.read(row.key(), from, length);
        } catch (StoreFailure failure) {
            if (failure.kind() != StoreFailure.Kind.MISSING) throw failure;
            LOG.info("recording {} is in {} no more", row.id(), store);
            gone.run();
            throw new NoSuchFileException(row.key());
        }
    }

    @Override
    public Optional<URI> elsewhere() {
        if (downloads == Downloads.THROUGH) return Optional.empty();
        var manifest = row.manifest();
        var contentType = manifest.format().contentType();
        return Optional.of(store.link(row.key(), manifest.fileName(), contentType, REDIRECTED));
    }

    @Override
    public void close() {}
}

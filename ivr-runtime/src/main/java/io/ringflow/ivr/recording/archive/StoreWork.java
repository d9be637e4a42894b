package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.RecordingFiles;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingObserver.Upload;
import io.ringflow.ivr.recording.archive.StoreFailure.Kind;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does with one recording what its row says: uploads it, or deletes it from the store. Thread-safe; waits. */
final class StoreWork {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWork.class);

    private final RecordingFiles files;
    private final ObjectStore store;
    private final ArchiveTable table;
    private final RecordingObserver observer;

    StoreWork(RecordingFiles files, ObjectStore store, ArchiveTable table, RecordingObserver observer) {
        this.files = files;
        this.store = store;
        this.table = table;
        this.observer = observer;
    }

    /**
     * When it returns the row says so: there is nothing to be done with it until it is asked for.
     *
     * @throws StoreFailure it is to be tried again
     */
    void run(ArchivedRecording row) throws StoreFailure {
        switch (row.state()) {
            case WAITING -> upload(row);
            case DELETING -> delete(row);
            case STORED -> {}
        }
    }

    private void upload(ArchivedRecording row) throws StoreFailure {
        var manifest = row.manifest();
        var problem = damage(row);
        if (!problem.isEmpty()) {
            LOG.warn("recording {} is not uploaded: {}", row.id(), problem);
            table.forget(row.id());
            observer.uploaded(Upload.LOST, 0);
            return;
        }
        store.put(row.key(), files.sound(manifest), manifest.format().contentType(), manifest.sha256());
        // The manifest last: where there is one the sound is whole.
        store.put(row.manifestKey(), manifest.json(), "application/json");
        table.stored(row.id());
        observer.uploaded(Upload.STORED, manifest.bytes());
        LOG.info("recording {} is in {} as {}", row.id(), store, row.key());
    }

    /** Why it can't be what was recorded; empty: it is. */
    private String damage(ArchivedRecording row) throws StoreFailure {
        try {
            var sound = files.sound(row.manifest());
            if (!files.has(row.manifest())) return "it is gone from the disk";
            String expected = row.manifest().sha256();
            boolean same = expected.isEmpty() || files.checksum(sound).equals(expected);
            return same ? "" : "it is not on the disk as it was recorded";
        } catch (IOException disk) {
            throw new StoreFailure(Kind.DISK, disk.toString(), disk);
        }
    }

    private void delete(ArchivedRecording row) throws StoreFailure {
        // In this order: what is left of half a deletion is no recording.
        store.delete(row.manifestKey());
        store.delete(row.key());
        table.forget(row.id());
        observer.uploaded(Upload.DELETED, 0);
        LOG.info("recording {} is deleted from {}", row.id(), store);
    }
}

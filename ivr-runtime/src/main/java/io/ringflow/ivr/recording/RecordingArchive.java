package io.ringflow.ivr.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where recordings lie besides this machine's disk. Thread-safe. All but {@link #kept} may wait for a database, and what
 * gives sound for the network.
 */
public interface RecordingArchive {

    /** Recordings lie here only. */
    RecordingArchive NONE = new RecordingArchive() {
        @Override
        public void kept(RecordingManifest manifest) {}

        @Override
        public Duration localFor() {
            return Duration.ofDays(36_500);
        }

        @Override
        public Set<RecordingId> stored(Collection<RecordingId> some) {
            return Set.of();
        }

        @Override
        public Optional<RecordingManifest> find(RecordingId id) {
            return Optional.empty();
        }

        @Override
        public Optional<RecordingSource> open(RecordingId id) {
            return Optional.empty();
        }

        @Override
        public List<RecordingManifest> find(RecordingQuery query) {
            return List.of();
        }

        @Override
        public void delete(RecordingId id) {}
    };

    /** A recording is whole on the disk: it is taken over from there. Returns at once, and never fails. */
    void kept(RecordingManifest manifest);

    /** Age at which what is stored need not be on the disk too. */
    Duration localFor();

    /** Those of them that are stored. */
    Set<RecordingId> stored(Collection<RecordingId> some);

    /** One that is stored. */
    Optional<RecordingManifest> find(RecordingId id);

    /** Those that are stored and match, the newest first. */
    List<RecordingManifest> find(RecordingQuery query);

    /**
     * One that is stored, to be given out.
     *
     * @throws IOException it can't be had now
     */
    Optional<RecordingSource> open(RecordingId id) throws IOException;

    /** Deletes what is stored, or would be: as soon as that can be done, however long it takes. */
    void delete(RecordingId id);
}

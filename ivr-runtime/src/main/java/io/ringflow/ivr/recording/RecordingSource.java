package io.ringflow.ivr.recording;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A recording as it is given out, wherever it lies. What is open stays whole, though it be deleted. Owned by one thread. */
public interface RecordingSource extends AutoCloseable {

    RecordingManifest manifest();

    long bytes();

    /**
     * A part of it, to be closed; once.
     *
     * @throws IOException it can't be had now
     */
    InputStream read(long from, long length) throws IOException;

    /** Where the client is sent instead, for a while. */
    default Optional<URI> elsewhere() {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;

    /** Of a file of this machine. */
    record OnDisk(RecordingManifest manifest, FileChannel file, long bytes) implements RecordingSource {

        static OnDisk open(RecordingManifest manifest, Path path) throws IOException {
            var file = FileChannel.open(path, StandardOpenOption.READ);
            return new OnDisk(manifest, file, file.size());
        }

        @Override
        public InputStream read(long from, long length) throws IOException {
            return FileSlice.of(file.position(from), length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

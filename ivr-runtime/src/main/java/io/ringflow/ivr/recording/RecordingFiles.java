package io.ringflow.ivr.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory of recordings, for who takes them over from there. Thread-safe; blocks on files. */
public final class RecordingFiles {

    private final Path directory;
    private final RecordingList list;

    public RecordingFiles(Path directory) {
        this.directory = directory;
        this.list = new RecordingList(directory);
    }

    /** All that are whole, in no order. */
    public List<RecordingManifest> all() throws IOException {
        return list.all();
    }

    /** Whether it lies there, whole. */
    public boolean has(RecordingManifest manifest) {
        return Files.isRegularFile(sound(manifest))
                && Files.isRegularFile(RecordingNames.manifest(directory, manifest.recording()));
    }

    public Path sound(RecordingManifest manifest) {
        return RecordingNames.audio(directory, manifest.recording(), manifest.format());
    }

    /** SHA-256, hexadecimal. */
    public String checksum(Path sound) throws IOException {
        return RecordingNames.checksum(sound);
    }
}

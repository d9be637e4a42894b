package io.ringflow.ivr.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks through a directory of recordings. Manifests never change once they are there, so that those read before are kept
 * in memory, within bounds. Thread-safe; blocks on files.
 */
final class RecordingList {

    private static final int MOST_KEPT = 20_000;
    /** Gaps and pauses that take as much memory as all else of a manifest. */
    private static final int PLACES_AS_ONE = 10;

    private final Path directory;
    private final Cache<Path, RecordingManifest> read = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Path file, RecordingManifest manifest) ->
                    1 + (manifest.gaps().size() + manifest.pauses().size()) / PLACES_AS_ONE)
            .build();

    RecordingList(Path directory) {
        this.directory = directory;
    }

    /** All there are, in no order. */
    List<RecordingManifest> all() throws IOException {
        var found = new ArrayList<RecordingManifest>();
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (var file : files) manifest(file).ifPresent(found::add);
        }
        return found;
    }

    private Optional<RecordingManifest> manifest(Path file) {
        var known = read.getIfPresent(file);
        if (known != null) return Optional.of(known);
        try {
            var manifest = RecordingManifest.read(file);
            read.put(file, manifest);
            return Optional.of(manifest);
        } catch (IOException | IllegalArgumentException _) {
            // Gone since it was listed, or none of ours.
            return Optional.empty();
        }
    }
}

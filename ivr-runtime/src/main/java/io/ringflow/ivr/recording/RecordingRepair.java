package io.ringflow.ivr.recording;

import io.ringflow.media.Recorded;
import io.ringflow.media.record.StagedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the recordings that a killed server was in the middle of their names and manifests. Runs before the first
 * recording of a process. The draft of each stays until it is certain that its application will be told, also of one
 * that is whole: a server that is killed before finds it again. Stateless.
 */
final class RecordingRepair {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingRepair.class);

    private RecordingRepair() {}

    /** The recordings whose applications do not know of them. */
    static List<RecordingManifest> run(Path directory) throws IOException {
        StagedFiles.repair(directory);
        var untold = new ArrayList<RecordingManifest>();
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                var name = RecordingNames.DRAFT.matcher(String.valueOf(file.getFileName()));
                if (!name.matches()) continue;
                var id = new RecordingId(name.group(1));
                var mended = mended(directory, id);
                if (mended.isEmpty()) Files.deleteIfExists(RecordingNames.draft(directory, id));
                mended.ifPresent(untold::add);
            }
        }
        return untold;
    }

    private static Optional<RecordingManifest> mended(Path directory, RecordingId id) {
        var manifest = RecordingNames.manifest(directory, id);
        try {
            if (Files.exists(manifest)) return Optional.of(RecordingManifest.read(manifest));
            var whole = adopted(directory, RecordingManifest.read(RecordingNames.draft(directory, id)));
            if (whole.isPresent()) {
                whole.get().publish(manifest);
                LOG.info(
                        "recording {} of call {} is kept as far as it went",
                        id,
                        whole.get().call());
            }
            return whole;
        } catch (IOException e) {
            LOG.warn("recording {} can not be mended: {}", id, e.toString());
            return Optional.empty();
        }
    }

    private static Optional<RecordingManifest> adopted(Path directory, RecordingManifest begun) throws IOException {
        var id = begun.recording();
        var file = RecordingNames.audio(directory, id, begun.format());
        var format = begun.format();
        // What should have become an mp3 is mended as a WAV of that name with .wav added.
        var unconverted = file.resolveSibling(file.getFileName() + RecordingFormat.WAV.extension());
        if (Files.exists(unconverted)) {
            format = RecordingFormat.WAV;
            file = Files.move(unconverted, RecordingNames.audio(directory, id, format));
        }
        if (!Files.exists(file)) return Optional.empty();
        var manifest = begun.in(format);
        long size = Files.size(file);
        var recorded = new Recorded(
                file,
                begun.startedAt(),
                manifest.lengthOf(size),
                Duration.ZERO,
                Recorded.End.FAILED,
                true,
                Optional.empty());
        return Optional.of(manifest.ended(recorded, RecordingEnd.CRASH, size, RecordingNames.checksum(file)));
    }
}

package io.ringflow.ivr.recording;

import io.ringflow.media.Recorded;
import io.ringflow.media.record.StagedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the recordings that a killed server was in the middle of their names and manifests. Runs before the first
 * recording of a process. Stateless.
 */
final class RecordingRepair {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingRepair.class);

    private RecordingRepair() {}

    static void run(Path directory) throws IOException {
        StagedFiles.repair(directory);
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                var name = RecordingNames.DRAFT.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) mend(directory, new RecordingId(name.group(1)));
            }
        }
    }

    private static void mend(Path directory, RecordingId id) throws IOException {
        var draft = RecordingNames.draft(directory, id);
        if (!Files.exists(RecordingNames.manifest(directory, id))) {
            try {
                var whole = adopted(directory, RecordingManifest.read(draft));
                if (whole.isPresent()) {
                    whole.get().publish(RecordingNames.manifest(directory, id));
                    LOG.info(
                            "recording {} of call {} is kept as far as it went",
                            id,
                            whole.get().call());
                }
            } catch (IOException e) {
                LOG.warn("recording {} can not be mended: {}", id, e.toString());
            }
        }
        Files.deleteIfExists(draft);
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

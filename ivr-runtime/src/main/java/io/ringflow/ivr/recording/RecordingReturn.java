package io.ringflow.ivr.recording;

import io.ringflow.media.MediaFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Brings a recording that lies elsewhere back to the disk, for it to be played. Stateless; waits for the network. */
final class RecordingReturn {

    /** What a kill leaves in the middle is swept by this. */
    static final String UNFINISHED = ".fetch";

    private RecordingReturn() {}

    /**
     * Makes the file, whole or not at all.
     *
     * @param now when it came, from which its age here counts
     * @throws MediaFailure NO_SUCH_PROMPT, BAD_PROMPT
     */
    static void bring(RecordingArchive archive, RecordingId id, Path file, Instant now) {
        try (var source = archive.open(id)
                .orElseThrow(() -> new MediaFailure(MediaFailure.Kind.NO_SUCH_PROMPT, "the recording is gone"))) {
            var part = Files.createTempFile(file.toAbsolutePath().getParent(), id.text(), UNFINISHED);
            try (var in = source.read(0, source.bytes())) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                String expected = source.manifest().sha256();
                if (!expected.isEmpty() && !RecordingNames.checksum(part).equals(expected)) {
                    throw new IOException("what came is not what was recorded");
                }
                Files.setLastModifiedTime(part, FileTime.from(now));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new MediaFailure(MediaFailure.Kind.BAD_PROMPT, "the recording can't be fetched: " + e.getMessage());
        }
    }
}

package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.media.MediaFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code MediaFileUpload} (flow-protocol 8.6): receives a prompt, or a zip of prompts, to disk, has each read as it would be
 * played, and publishes all or none. Thread-safe.
 */
public final class MediaFileUpload {

    private static final Logger LOG = LoggerFactory.getLogger(MediaFileUpload.class);

    /** Of a body, and of each file in a zip. */
    public static final long MOST_BYTES = 20L * 1024 * 1024;

    private static final Duration BODY = Duration.ofMinutes(5);
    private static final List<String> SOUNDS = List.of(".wav", ".mp3");

    private final UploadedPrompts prompts;

    public MediaFileUpload(UploadedPrompts prompts) {
        this.prompts = prompts;
    }

    /** A body on disk. Closing deletes it. */
    public record Received(Path file) implements AutoCloseable {
        @Override
        public void close() {
            delete(Stream.of(file));
        }
    }

    /** @throws RestRefused FILE_TOO_LARGE, TOO_SLOW or NO_SPACE */
    public Received receive(Body body) {
        try {
            Path file = prompts.stage();
            try (var out = Files.newOutputStream(file)) {
                body.into(out, MOST_BYTES, BODY, RestError.FILE_TOO_LARGE);
                return new Received(file);
            } catch (IOException | RuntimeException e) {
                delete(Stream.of(file));
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw notStored(e);
        }
    }

    /**
     * Has the application's calls play it from now on.
     *
     * @return the names of the files
     * @throws RestRefused 106xxx; then nothing was published
     */
    public List<String> publish(Application application, String name, Received received) {
        var files = new LinkedHashMap<String, Path>();
        try {
            if (endsWith(name, ".zip")) {
                new ZipOfPrompts(prompts::stage).unpack(received.file(), files);
            } else {
                files.put(checkedName(name), received.file());
            }
            check(files);
            prompts.publish(application.id(), files);
        } catch (UploadedPrompts.NoSpace full) {
            throw new RestRefused(RestError.NO_SPACE, String.valueOf(full.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            throw notStored(e);
        } finally {
            delete(files.values().stream());
        }
        return List.copyOf(files.keySet());
    }

    private void check(SequencedMap<String, Path> files) {
        files.forEach((name, file) -> {
            try {
                prompts.check(file);
            } catch (MediaFailure bad) {
                throw new RestRefused(RestError.NOT_A_SOUND, name + " can't be played: " + bad.getMessage() + ".");
            }
        });
    }

    /** @throws RestRefused BAD_FILE_NAME */
    static String checkedName(String written) {
        String name = written.strip();
        if (SOUNDS.stream().noneMatch(end -> endsWith(name, end))) {
            throw new RestRefused(
                    RestError.BAD_FILE_NAME, "A file must be called .wav or .mp3, or .zip if it holds such.");
        }
        if (!UploadedPrompts.mayBeCalled(name)) {
            throw new RestRefused(
                    RestError.BAD_FILE_NAME,
                    "The name must be that of a file: no directories, control characters, colons or leading dots, and"
                            + " not too long.");
        }
        return name;
    }

    private static boolean endsWith(String name, String end) {
        return name.strip().toLowerCase(Locale.ROOT).endsWith(end);
    }

    private static RestRefused notStored(Exception e) {
        LOG.error("an uploaded prompt can't be stored", e);
        return new RestRefused(RestError.NO_SPACE, "The file can't be stored; this server's log has more.");
    }

    private static void delete(Stream<Path> files) {
        files.forEach(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("a received file stays until the next start: {}", e.toString());
            }
        });
    }
}

package io.ringflow.media;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a recording.
 *
 * @param file where it is; of a failed one, where it would be
 * @param length of its audio
 * @param missing audio that the disk was too slow to take: silence in the file, in its place
 * @param end what ended it
 * @param heard whether the far end spoke at all
 * @param pauses in the order of their places
 * @param failure why there is no file
 */
public record Recorded(
        Path file,
        Instant started,
        Duration length,
        Duration missing,
        End end,
        boolean heard,
        List<Paused> pauses,
        Optional<Failure> failure) {

    public Recorded {
        pauses = List.copyOf(pauses);
    }

    /** One without a pause. */
    public Recorded(
            Path file,
            Instant started,
            Duration length,
            Duration missing,
            End end,
            boolean heard,
            Optional<Failure> failure) {
        this(file, started, length, missing, end, heard, List.of(), failure);
    }

    /**
     * A time of which nothing was stored.
     *
     * @param at its place in the file
     * @param length how long it lasted
     * @param as what the file has of it
     */
    public record Paused(Duration at, Duration length, Recording.Pause as) {}

    /** What ends a recording. */
    public enum End {
        /** {@link Recording#close}. */
        CLOSED,
        /** It was as long as its plan allows. */
        LIMIT,
        /** The far end had not spoken for as long as its plan allows. */
        SILENCE,
        /** The session was closed. */
        SESSION_CLOSED,
        /** It could not be written. */
        FAILED
    }

    /** A closed set: it is a metric label. */
    public enum Failure {
        /** The file could not be made. */
        NOT_OPENED,
        /** Writing failed in the middle, as on a full disk. What was written is left as {@code .part}. */
        NOT_WRITTEN,
        /** The whole recording is there as {@code .part}, but could not be converted or renamed. */
        NOT_PUBLISHED
    }
}

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
 * @param missing audio that this server did not lay down, for a late loop or a slow disk: silence in the file, in its place
 * @param end what ended it
 * @param heard whether the far end spoke at all
 * @param pauses in the order of their places
 * @param gaps where sound is missing that nobody asked to leave out
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
        Gaps gaps,
        Optional<Failure> failure) {

    public Recorded {
        pauses = List.copyOf(pauses);
    }

    /** One without a pause or a gap. */
    public Recorded(
            Path file,
            Instant started,
            Duration length,
            Duration missing,
            End end,
            boolean heard,
            Optional<Failure> failure) {
        this(file, started, length, missing, end, heard, List.of(), Gaps.NONE, failure);
    }

    /**
     * A time of which nothing was stored.
     *
     * @param at its place in the file
     * @param length how long it lasted
     * @param as what the file has of it
     */
    public record Paused(Duration at, Duration length, Recording.Pause as) {}

    /**
     * Where sound is missing: silence in the file.
     *
     * @param listed in the order of their places, bounded
     * @param unlisted how many more there are
     * @param lost by the network, in all of them
     */
    public record Gaps(List<Gap> listed, int unlisted, Duration lost) {

        public static final Gaps NONE = new Gaps(List.of(), 0, Duration.ZERO);

        public Gaps {
            listed = List.copyOf(listed);
        }
    }

    /**
     * One of them.
     *
     * @param at its place in the file
     */
    public record Gap(Duration at, Duration length, Cause cause) {

        /** Why the sound is missing. A closed set: it is in manifests. */
        public enum Cause {
            /** The far end's packets did not come, or too late, for longer than can be made up; the first channel alone. */
            NETWORK,
            /** The loop was late, as on a machine that is too busy; all channels. */
            LOOP,
            /** The disk was slower than the sound for seconds; all channels. */
            DISK
        }
    }

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

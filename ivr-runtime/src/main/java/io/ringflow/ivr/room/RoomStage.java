package io.ringflow.ivr.room;

import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Playback;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all of a conference hear beside each other: one file at a time that the application plays, and what the conference
 * itself announces. Owned by the conference's lane.
 */
final class RoomStage {

    private static final Logger LOG = LoggerFactory.getLogger(RoomStage.class);

    private final Conference conference;
    private final Function<String, Clip> prompts;
    /** What is done when a playback has been heard to its end. */
    private final Map<Long, Runnable> whenHeard = new HashMap<>();

    private @Nullable Playback show;
    private @Nullable Playback background;

    /** @param prompts throws {@link MediaFailure} for a file that can't be had */
    RoomStage(Conference conference, Function<String, Clip> prompts) {
        this.conference = conference;
        this.prompts = prompts;
    }

    /**
     * Plays a file in place of the one before.
     *
     * @param passes at least 1, or -1 for ever
     * @throws RoomRefused NO_SUCH_PROMPT, OVERLOADED
     */
    void play(String file, int passes, Runnable heard) {
        var clip = load(file).orElseThrow(() -> new RoomRefused(RoomError.NO_SUCH_PROMPT));
        var before = show;
        if (before != null) stop(before);
        show = begin(clip, passes, () -> {
            show = null;
            heard.run();
        });
    }

    /** @throws RoomRefused NOTHING_PLAYS */
    void stop() {
        var now = show;
        if (now == null) throw new RoomRefused(RoomError.NOTHING_PLAYS);
        stop(now);
    }

    boolean playing() {
        return show != null;
    }

    /** Plays something of the conference's own, beside what plays; a file that is missing is passed over at once. */
    void announce(Optional<Clip> clip, Runnable heard) {
        try {
            if (clip.isPresent()) {
                begin(clip.get(), 1, heard);
                return;
            }
        } catch (RoomRefused overloaded) {
            LOG.warn("conference {} passes over {}", conference.id(), clip.get().name());
        }
        heard.run();
    }

    /** Plays a tone of the conference's own to those who are in, if the operator has one. */
    void signal(String file) {
        try {
            announce(Optional.of(prompts.apply(file)), () -> {});
        } catch (MediaFailure none) {
            LOG.debug("conference {} has no {}", conference.id(), file);
        }
    }

    /** Plays something of the conference's own without end, if the operator has it, until {@link #hush}. */
    void background(String file) {
        if (background != null) return;
        try {
            background = conference.play(prompts.apply(file), MediaSession.ENDLESS);
        } catch (MediaFailure none) {
            LOG.debug("conference {} has no {}", conference.id(), file);
        }
    }

    void hush() {
        var now = background;
        background = null;
        if (now != null) now.close();
    }

    /** A file, if it can be had. May take milliseconds. */
    Optional<Clip> load(String file) {
        if (file.isEmpty()) return Optional.empty();
        try {
            return Optional.of(prompts.apply(file));
        } catch (MediaFailure failure) {
            LOG.warn("conference {} passes over a file: {}", conference.id(), failure.getMessage());
            return Optional.empty();
        }
    }

    /** A playback is over. */
    void over(long playback, boolean completed) {
        var step = whenHeard.remove(playback);
        if (step != null && completed) step.run();
    }

    private Playback begin(Clip clip, int passes, Runnable heard) {
        try {
            var playback = conference.play(clip, passes < 0 ? MediaSession.ENDLESS : passes);
            whenHeard.put(playback.id(), heard);
            return playback;
        } catch (MediaFailure refused) {
            throw new RoomRefused(RoomError.OVERLOADED, refused);
        }
    }

    private void stop(Playback playing) {
        whenHeard.remove(playing.id());
        playing.close();
        show = null;
    }
}

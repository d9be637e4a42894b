package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.sip.SessionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real call as its commands see it. Owned by the call's thread. */
final class LiveControl implements CallControl {

    private static final Logger LOG = LoggerFactory.getLogger(LiveControl.class);

    private final Call call;
    private final Inbox inbox;
    private final CallServices services;

    private @Nullable Instant answeredAt;
    private boolean answerSent;
    private boolean firstDocument = true;
    private boolean afterInputTimeout;
    private long mediaActions;
    private long deadlines;

    LiveControl(Call call, CallServices services) {
        this.call = call;
        this.inbox = call.inbox();
        this.services = services;
    }

    @Override
    public void ensureAnswered() {
        inbox.check();
        if (answeredAt != null) return;
        var sentAt = services.clock().instant();
        var offer = call.invitation().offer();
        var description = offer.map(o -> call.media().answer(o.text()))
                .orElseGet(() -> call.media().offer());
        answerSent = true;
        call.leg().answer(SessionDescription.sdp(description));
        inbox.await(letter -> letter.event() instanceof CallEvent.Confirmed ? taken(true, false) : null);
        answeredAt = sentAt;
        services.observer()
                .answered(
                        call,
                        Duration.between(call.arrivedAt(), services.clock().instant())
                                .toNanos());
    }

    @Override
    public boolean refusable() {
        return firstDocument && !answerSent;
    }

    @Override
    public boolean afterInputTimeout() {
        return afterInputTimeout;
    }

    @Override
    public Sound play(String file, boolean recording, int passes) {
        inbox.check();
        var clip = clip(file, recording);
        if (clip.isEmpty()) return Sound.NONE;
        mediaActions++;
        long begun = inbox.now();
        return new PlayingSound(inbox, call.media().play(clip.get(), passes), begun);
    }

    @Override
    public Deadline deadline(Duration after) {
        mediaActions++;
        return new TimerDeadline(++deadlines, inbox, services.timer(), after);
    }

    @Override
    public Heard await(Waiting waiting) {
        if (waiting.typing() == Waiting.Typing.AHEAD && !waiting.keys().isEmpty()) inbox.collecting();
        return inbox.await(letter -> pick(waiting, letter));
    }

    @Override
    public void dropTrailing(KeySet keys) {
        inbox.dropTrailing(keys);
    }

    @Override
    public Duration idleLimit() {
        return services.settings().idleLimit();
    }

    /** The commands that run next are those of another document. */
    void nextDocument() {
        firstDocument = false;
        afterInputTimeout = false;
    }

    /** The commands that run next follow one that got no key. */
    void inputTimedOut() {
        afterInputTimeout = true;
    }

    boolean answerSent() {
        return answerSent;
    }

    Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    /** Prompts begun and waits, so far. */
    long mediaActions() {
        return mediaActions;
    }

    private Optional<Clip> clip(String file, boolean recording) {
        try {
            return Optional.of(
                    recording
                            ? services.prompts().recording(file)
                            : services.prompts().load(file));
        } catch (MediaFailure failure) {
            if (failure.kind() != Kind.NO_SUCH_PROMPT && failure.kind() != Kind.BAD_PROMPT) throw failure;
            LOG.warn("call {} passes over {}: {}", call.id(), LogText.of(file), failure.getMessage());
            services.observer().promptMissing(call, file);
            return Optional.empty();
        }
    }

    private static Inbox.@Nullable Taken<Heard> pick(Waiting waiting, Inbox.Letter letter) {
        var sound = waiting.sound() instanceof PlayingSound playing ? playing : null;
        return switch (letter.event()) {
            case CallEvent.KeyPressed(char key) -> pickKey(waiting, sound, letter, key);
            case CallEvent.PassFinished(long playback) ->
                sound != null && sound.id() == playback ? taken(new Heard.PassFinished(), false) : null;
            case CallEvent.PlaybackEnded(long playback) -> {
                if (sound == null || sound.id() != playback) yield null;
                sound.noteEnd();
                yield taken(new Heard.SoundEnded(), false);
            }
            case CallEvent.TimeUp(long deadline) ->
                waiting.deadline() instanceof TimerDeadline awaited && awaited.id() == deadline
                        ? taken(new Heard.TimeUp(), false)
                        : null;
            case CallEvent.Confirmed() -> null;
        };
    }

    private static Inbox.@Nullable Taken<Heard> pickKey(
            Waiting waiting, @Nullable PlayingSound sound, Inbox.Letter letter, char key) {
        if (!waiting.keys().contains(key)) return null;
        var heard = new Heard.Key(key);
        return switch (waiting.typing()) {
            case AHEAD -> taken(heard, false);
            case SINCE_SOUND -> sound == null || sound.beganBefore(letter) ? taken(heard, false) : null;
            case SINCE_SOUND_KEPT -> sound == null || sound.beganBefore(letter) ? taken(heard, true) : null;
        };
    }

    private static <T> Inbox.Taken<T> taken(T value, boolean keep) {
        return new Inbox.Taken<>(value, keep);
    }
}

package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.sip.SessionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real call as its commands see it. Owned by the call's thread. */
final class LiveControl implements CallControl {

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
        return play(prepare(new PromptPart.File(file, recording)), passes, Sound.NONE);
    }

    @Override
    public Upcoming prepare(PromptPart part) {
        inbox.check();
        return UpcomingClip.of(part, call, services);
    }

    @Override
    public Sound play(Upcoming prompt, int passes, Sound after) {
        inbox.check();
        var clip = ((UpcomingClip) prompt).await(inbox);
        if (clip.isEmpty()) return Sound.NONE;
        mediaActions++;
        long begun = after instanceof PlayingSound before ? before.begun() : inbox.now();
        return new PlayingSound(inbox, call.media().play(clip.get(), passes), begun);
    }

    @Override
    public Activity sendKeys(String keys, Duration each, Duration between) {
        inbox.check();
        mediaActions++;
        return new KeySending(call.media().sendDigits(keys, (int) each.toMillis(), (int) between.toMillis()), inbox);
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
            case CallEvent.KeysSent(long sending) ->
                waiting.activity() instanceof KeySending awaited && awaited.id() == sending
                        ? taken(new Heard.ActivityEnded(), false)
                        : null;
            case CallEvent.Confirmed _, CallEvent.PromptReady _ -> null;
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

package io.ringflow.ivr.call;

import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.Utterance;
import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A prompt of a call that is being got ready. Owned by the call's thread. */
sealed interface UpcomingClip extends Upcoming {

    Logger LOG = LoggerFactory.getLogger(UpcomingClip.class);

    /** Waits for it; empty, and told, when it can't be had. */
    Optional<Clip> await(Inbox inbox);

    /** Has something done when it can be played, or is known not to be; at once if that is so. */
    default void whenReady(Runnable step) {
        step.run();
    }

    static UpcomingClip of(PromptPart part, Call call, CallServices services) {
        return switch (part) {
            case PromptPart.File file -> new FromFile(file, call, services);
            case PromptPart.Spoken(Utterance utterance) ->
                new FromSpeech(said(utterance, call, services), call, services.observer());
            case PromptPart.Beep() -> new Ready(Beep.CLIP);
        };
    }

    private static CompletableFuture<Clip> said(Utterance utterance, Call call, CallServices services) {
        if (!utterance.free() || call.application().ttsEnabled())
            return services.speech().say(utterance);
        return CompletableFuture.failedFuture(
                new SpeechFailure(SpeechFailure.Kind.NOT_ALLOWED, "the application's TTS switch is off"));
    }

    /** One that needs no getting ready. */
    record Ready(Clip clip) implements UpcomingClip {

        @Override
        public Optional<Clip> await(Inbox inbox) {
            return Optional.of(clip);
        }
    }

    /** A file: looked for when its turn comes, as it is in memory as a rule. */
    record FromFile(PromptPart.File file, Call call, CallServices services) implements UpcomingClip {

        @Override
        public Optional<Clip> await(Inbox inbox) {
            try {
                return Optional.of(
                        file.recording()
                                ? services.prompts()
                                        .recording(call.application().id(), file.name())
                                : services.prompts().load(call.application(), file.name()));
            } catch (MediaFailure failure) {
                if (failure.kind() != Kind.NO_SUCH_PROMPT && failure.kind() != Kind.BAD_PROMPT) throw failure;
                LOG.warn("call {} passes over {}: {}", call.id(), LogText.of(file.name()), failure.getMessage());
                services.observer().promptMissing(call, file.name());
                return Optional.empty();
            }
        }
    }

    /** Speech that is being made elsewhere: the call's inbox is told when it is over. */
    record FromSpeech(CompletableFuture<Clip> sound, Call call, CallObserver observer) implements UpcomingClip {

        @Override
        public void whenReady(Runnable step) {
            sound.whenComplete((_, _) -> step.run());
        }

        @Override
        public Optional<Clip> await(Inbox inbox) {
            if (!sound.isDone()) {
                sound.whenComplete((_, _) -> inbox.post(new CallEvent.PromptReady()));
                inbox.await(letter ->
                        letter.event() instanceof CallEvent.PromptReady ? new Inbox.Taken<>(true, false) : null);
            }
            try {
                return Optional.of(sound.join());
            } catch (CompletionException failed) {
                var failure = failed.getCause() instanceof SpeechFailure said
                        ? said
                        : new SpeechFailure(SpeechFailure.Kind.FAILED, "a fault of this server", failed);
                LOG.warn("call {} passes over what was to be said: {}", call.id(), failure.getMessage());
                observer.speechMissing(call, failure);
                return Optional.empty();
            }
        }
    }
}

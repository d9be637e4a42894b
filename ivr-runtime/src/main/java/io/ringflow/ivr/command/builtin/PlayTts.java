package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.NESTED;
import static io.ringflow.ivr.command.Role.SECONDARY;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.speech.Utterance;
import java.util.Optional;

/** Speaks a text (flow-protocol 3.4, D10); ends as {@link Play} does. */
public record PlayTts(Utterance utterance, int loop, KeySet finishKeys) implements Prompt {

    /** Characters: what speech services take, and some five minutes of sound. */
    static final int MOST_TEXT = 4_000;

    private static final ValueType<String> TEXT =
            new ValueType<>("text of at most " + MOST_TEXT + " characters", text -> {
                if (text.length() > MOST_TEXT) throw new IllegalArgumentException("it is too long");
                return text;
            });

    public static final CommandSpec<PlayTts> SPEC = CommandSpec.of(PlayTts.class, "PlayTTS", MAIN, SECONDARY, NESTED)
            .meaning("Speaks a text, then goes on with what follows. What can't be spoken is passed over: the"
                    + " application's TTS switch is off, the provider fails or takes too long. Keys end it as they end"
                    + " `<Play>`. Examples: [speech.md](speech.md).")
            .text(TEXT)
            .attributes(
                    PlayAttributes.LOOP,
                    PlayAttributes.FINISH_KEY,
                    VoiceAttributes.LANG,
                    VoiceAttributes.VOICE,
                    VoiceAttributes.SPEED,
                    VoiceAttributes.VOLUME,
                    VoiceAttributes.PITCH)
            .build(in -> new PlayTts(
                    VoiceAttributes.voice(in).saying(in.text()),
                    in.get(PlayAttributes.LOOP),
                    PlayAttributes.finishKeys(in)));

    @Override
    public CommandSpec<PlayTts> spec() {
        return SPEC;
    }

    @Override
    public Optional<PromptPart> opening() {
        return loop == 0 ? Optional.empty() : Optional.of(new PromptPart.Spoken(utterance));
    }

    @Override
    public Sound start(CallControl call) {
        return loop == 0 ? Sound.NONE : call.play(prepared(call), loop, Sound.NONE);
    }

    @Override
    public Outcome run(CallControl call) {
        if (loop == 0) return Outcome.next();
        // Made while the call is answered.
        var speech = prepared(call);
        call.ensureAnswered();
        try (var sound = call.play(speech, loop, Sound.NONE)) {
            if (sound.audible()) PlayAttributes.awaitEnd(call, sound, finishKeys);
        }
        return Outcome.next();
    }

    private Upcoming prepared(CallControl call) {
        return call.prepare(new PromptPart.Spoken(utterance));
    }
}

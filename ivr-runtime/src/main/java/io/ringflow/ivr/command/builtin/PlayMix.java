package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.SECONDARY;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plays files, values that are read out and spoken text, one after the other (flow-protocol 3.3, D9). While one part plays the
 * next is made ready. Keys end the whole of it as they end {@link Play}, also those pressed between two parts.
 */
public record PlayMix(List<PromptPart> parts, int loop, KeySet finishKeys) implements Command {

    private static final Pattern TYPES = Pattern.compile("[0-5]{1," + MixItems.MOST + "}");
    private static final String TYPE_WORDS = "a digit from 0 to 5 for each item, " + MixItems.MOST + " at most";

    private static final Attribute<String> TYPE = Attribute.optional(
            "type",
            ValueType.matching(TYPE_WORDS, TYPES),
            "required: 0 digits one by one, 1 quantity, 2 money (yuan, jiao, fen), 3 date and time `yyyyMMddHHmmss`"
                    + " (also without seconds, or without time), 4 file, 5 text to speak");

    public static final CommandSpec<PlayMix> SPEC = CommandSpec.of(PlayMix.class, "PlayMix", MAIN, SECONDARY)
            .meaning("Plays its items one after the other, then goes on with what follows. Types 0 to 3 are read out in"
                    + " Mandarin or English, as `lang` says. An item that can't be played or spoken is passed over;"
                    + " type 5 needs the application's TTS switch. Keys end it as they end `<Play>`. Examples:"
                    + " [speech.md](speech.md).")
            .text(new ValueType<>("items separated by `;`", text -> text))
            .attributes(
                    TYPE,
                    PlayAttributes.LOOP,
                    PlayAttributes.FINISH_KEY,
                    VoiceAttributes.LANG,
                    VoiceAttributes.VOICE,
                    VoiceAttributes.SPEED,
                    VoiceAttributes.VOLUME,
                    VoiceAttributes.PITCH)
            .build(in -> new PlayMix(
                    MixItems.parts(in.get(TYPE), in.text(), VoiceAttributes.voice(in)),
                    in.get(PlayAttributes.LOOP),
                    PlayAttributes.finishKeys(in)));

    @Override
    public CommandSpec<PlayMix> spec() {
        return SPEC;
    }

    @Override
    public Optional<PromptPart> opening() {
        return loop == 0 ? Optional.empty() : Optional.of(parts.getFirst());
    }

    @Override
    public Outcome run(CallControl call) {
        if (loop == 0) return Outcome.next();
        var first = call.prepare(parts.getFirst());
        call.ensureAnswered();
        var last = Sound.NONE;
        for (int pass = 0; loop < 0 || pass < loop; pass++) {
            boolean heard = false;
            var next = pass == 0 ? first : call.prepare(parts.getFirst());
            for (int i = 0; i < parts.size(); i++) {
                var current = next;
                if (i + 1 < parts.size()) next = call.prepare(parts.get(i + 1));
                try (var sound = call.play(current, 1, last)) {
                    if (!sound.audible()) continue;
                    if (PlayAttributes.awaitEnd(call, sound, finishKeys)) return Outcome.next();
                    heard = true;
                    last = sound;
                }
            }
            // Nothing of it can be had: once more would be no better, and without an end.
            if (!heard) break;
        }
        return Outcome.next();
    }
}

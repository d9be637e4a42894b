package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.RecordingTerms;
import io.ringflow.ivr.command.RecordingTerms.Sides;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.command.Waiting.Typing;
import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.ivr.recording.RecordingFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the caller (flow-protocol 3.5, D11): a prompt, a tone, then what is said, until a key, silence or the greatest
 * length ends it. A finish key counts from the tone on; it is used up.
 */
public record RecordCaller(
        String action, String method, RecordingTerms terms, KeySet finishKeys, boolean beep, Optional<Prompt> prompt)
        implements Command {

    private static final Attribute<String> ACTION =
            Attribute.of("action", ValueType.URL, "recordreport", "where the recording is reported");
    private static final Attribute<String> METHOD =
            Attribute.of("method", ValueType.METHOD, "POST", "HTTP method of the report");
    private static final Attribute<Integer> MAX_LENGTH =
            Attribute.of("maxlength", ValueType.number(1, 3600), "60", "seconds after which it ends");
    private static final Attribute<KeySet> FINISH_KEY =
            Attribute.of("finishkey", ValueType.KEYS, "#", "key that ends it, and is not heard by the next `<Get>`");
    private static final Attribute<Integer> TIMEOUT = Attribute.of(
            "timeout", ValueType.number(0, 3600), "5", "seconds of silence that end it; 0: no silence does");
    private static final Attribute<Boolean> BEEP =
            Attribute.of("beep", ValueType.FLAG, "true", "a tone before it begins");
    private static final Attribute<RecordingFormat> FORMAT =
            Attribute.of("format", ValueType.constant(RecordingFormat.class), "wav", "kind of file");
    private static final Attribute<Integer> CHANNELS = Attribute.of(
            "channels", ValueType.number(1, 2), "1", "1: the caller; 2: the caller left, what the caller hears right");

    public static final CommandSpec<RecordCaller> SPEC = CommandSpec.of(RecordCaller.class, "Record", MAIN)
            .meaning("Records the caller. It is reported to `action` when it is on the disk, and nothing after it runs;"
                    + " `reason` is `finishkey`, `silence` or `maxlength`. Nothing was said, or the disk failed: what"
                    + " follows it runs. Who hangs up meanwhile leaves a recording too; `stopservice` tells it. More:"
                    + " [recordings.md](recordings.md).")
            .attributes(ACTION, METHOD, MAX_LENGTH, FINISH_KEY, TIMEOUT, BEEP, FORMAT, CHANNELS)
            .nests("Play", "PlayTTS")
            .build(in -> new RecordCaller(
                    in.get(ACTION),
                    in.get(METHOD),
                    new RecordingTerms(
                            in.get(FORMAT),
                            in.get(CHANNELS) == 2 ? Sides.APART : Sides.CALLER,
                            Duration.ofSeconds(in.get(MAX_LENGTH)),
                            Duration.ofSeconds(in.get(TIMEOUT)),
                            false),
                    in.get(FINISH_KEY),
                    in.get(BEEP),
                    in.prompt()));

    @Override
    public CommandSpec<RecordCaller> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        try (var sound = prompt.map(p -> p.start(call)).orElse(Sound.NONE)) {
            if (sound.audible()) hear(call, sound, prompt.orElseThrow());
        }
        try (var tone = beep ? call.play(call.prepare(new PromptPart.Beep()), 1, Sound.NONE) : Sound.NONE) {
            if (tone.audible()) PlayAttributes.awaitEnd(call, tone, KeySet.NONE);
            return record(call, tone);
        }
    }

    /** Until its end; of one without an end, until its first pass is over. */
    private static void hear(CallControl call, Sound sound, Prompt prompt) {
        var waiting = Waiting.forEnd(sound, prompt.finishKeys(), Typing.SINCE_SOUND);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = switch (call.await(waiting)) {
                case Heard.Key _, Heard.SoundEnded() -> false;
                case Heard.PassFinished() -> prompt.loop() > 0;
                case Heard.TimeUp(), Heard.ActivityEnded() -> true;
            };
        }
    }

    private Outcome record(CallControl call, Sound tone) {
        var begun = call.record(terms, tone);
        if (begun.isEmpty()) return Outcome.next();
        try (var recording = begun.get()) {
            var key = awaitEnd(call, recording);
            return recording.kept().map(kept -> report(kept, key)).orElse(Outcome.next());
        }
    }

    /** The key that ended it, or null. */
    private @Nullable Character awaitEnd(CallControl call, CallRecording recording) {
        @Nullable Character ending = null;
        var waiting = Waiting.forActivity(recording, finishKeys);
        while (true) {
            switch (call.await(waiting)) {
                case Heard.Key(char key) -> {
                    ending = key;
                    recording.finish();
                    waiting = Waiting.forActivity(recording);
                }
                case Heard.ActivityEnded() -> {
                    return ending;
                }
                case Heard.PassFinished(), Heard.SoundEnded(), Heard.TimeUp() -> {}
            }
        }
    }

    private Outcome report(KeptRecording kept, @Nullable Character key) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("recordurl", kept.url());
        parameters.put("recordid", kept.id().text());
        parameters.put("recordduration", Long.toString(kept.seconds()));
        if (key != null) parameters.put("digits", key.toString());
        parameters.put("result", "0");
        parameters.put(
                "reason",
                switch (kept.end()) {
                    case SILENCE -> "silence";
                    case MAX_LENGTH -> "maxlength";
                    case STOPPED, HANGUP, CRASH -> "finishkey";
                });
        return new Outcome.Callback(action, method, parameters);
    }
}

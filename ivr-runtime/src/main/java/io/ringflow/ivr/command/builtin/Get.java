package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects keys while a prompt plays (flow-protocol 3.1). The first key stops the prompt. The clock starts when the
 * prompt's first pass has ended, and starts anew with each key.
 */
public record Get(
        String action,
        String method,
        Duration timeout,
        KeySet finishKeys,
        int numDigits,
        KeySet firstEndKeys,
        Optional<Prompt> prompt)
        implements Command {

    private static final Attribute<String> ACTION =
            Attribute.of("action", ValueType.URL, "dtmfreport", "where the keys are reported");
    private static final Attribute<String> METHOD =
            Attribute.of("method", ValueType.METHOD, "POST", "HTTP method of the report");
    private static final Attribute<Integer> TIMEOUT = Attribute.of(
            "timeout",
            ValueType.number(1, 3600),
            "20",
            "seconds to wait for a key, from the end of the prompt's first pass, or from the last key");
    private static final Attribute<KeySet> FINISH_KEY =
            Attribute.of("finishkey", ValueType.KEYS, "#", "key that ends the input; it is reported with it");
    private static final Attribute<Integer> NUM_DIGITS =
            Attribute.of("numdigits", ValueType.number(1, 128), "12", "keys that make the input complete");
    private static final Attribute<KeySet> FIRST_END_KEY =
            Attribute.optional("firstendkey", ValueType.KEYS, "key that ends the input if it comes first");

    public static final CommandSpec<Get> SPEC = CommandSpec.of(Get.class, "Get", MAIN)
            .meaning("Collects keys. Any key: they are reported to `action` and nothing after it runs; `result` is 0"
                    + " for complete input, 1 when time ran out before. No key: what follows it runs.")
            .attributes(ACTION, METHOD, TIMEOUT, FINISH_KEY, NUM_DIGITS, FIRST_END_KEY)
            .nests("Play", "PlayTTS")
            .build(in -> new Get(
                    in.get(ACTION),
                    in.get(METHOD),
                    Duration.ofSeconds(in.get(TIMEOUT)),
                    in.get(FINISH_KEY),
                    in.get(NUM_DIGITS),
                    in.find(FIRST_END_KEY).orElse(KeySet.NONE),
                    in.prompt()));

    @Override
    public CommandSpec<Get> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        var keys = new StringBuilder();
        boolean complete = collect(call, keys);
        if (keys.isEmpty()) return Outcome.inputTimedOut();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("digits", keys.toString());
        parameters.put("result", complete ? "0" : "1");
        return new Outcome.Callback(action, method, parameters);
    }

    private boolean collect(CallControl call, StringBuilder keys) {
        @Nullable Deadline deadline = null;
        try (var sound = prompt.map(p -> p.start(call)).orElse(Sound.NONE)) {
            if (!sound.audible()) deadline = call.deadline(timeout);
            while (true) {
                switch (call.await(Waiting.forKeys(KeySet.ANY, sound, deadline))) {
                    case Heard.Key(char key) -> {
                        sound.close();
                        keys.append(key);
                        if (ends(key, keys.length())) return finish(call, key);
                        deadline = restart(call, deadline);
                    }
                    case Heard.PassFinished(), Heard.SoundEnded() -> {
                        if (deadline == null) deadline = call.deadline(timeout);
                    }
                    case Heard.TimeUp(), Heard.ActivityEnded() -> {
                        return false;
                    }
                }
            }
        } finally {
            if (deadline != null) deadline.close();
        }
    }

    private boolean ends(char key, int count) {
        return count == numDigits || finishKeys.contains(key) || (count == 1 && firstEndKeys.contains(key));
    }

    private boolean finish(CallControl call, char last) {
        if (!finishKeys.contains(last)) call.dropTrailing(finishKeys);
        return true;
    }

    private Deadline restart(CallControl call, @Nullable Deadline old) {
        if (old != null) old.close();
        return call.deadline(timeout);
    }
}

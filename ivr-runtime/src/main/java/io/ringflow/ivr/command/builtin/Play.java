package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.NESTED;
import static io.ringflow.ivr.command.Role.SECONDARY;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.ValueType;

/**
 * Plays a file (flow-protocol 3.2). A finish key ends it and is used up; any other key stays for the next command that
 * collects keys, also when it cuts short a prompt that follows an input without keys (D8).
 */
public record Play(String file, int loop, KeySet finishKeys, boolean recording) implements Prompt {

    private static final Attribute<Boolean> IS_RECORD =
            Attribute.of("isrecord", ValueType.FLAG, "false", "the name is that of a recording, not of a prompt");

    public static final CommandSpec<Play> SPEC = CommandSpec.of(Play.class, "Play", MAIN, SECONDARY, NESTED)
            .meaning("Plays a file, then goes on with what follows. A missing file is passed over. After a `<Get>` that"
                    + " got no key, any key cuts it short if it has no `finishkey`.")
            .text(ValueType.FILE_NAME)
            .attributes(PlayAttributes.LOOP, PlayAttributes.FINISH_KEY, IS_RECORD)
            .build(in ->
                    new Play(in.text(), in.get(PlayAttributes.LOOP), PlayAttributes.finishKeys(in), in.get(IS_RECORD)));

    @Override
    public CommandSpec<Play> spec() {
        return SPEC;
    }

    @Override
    public Sound start(CallControl call) {
        return loop == 0 ? Sound.NONE : call.play(file, recording, loop);
    }

    @Override
    public Outcome run(CallControl call) {
        if (loop == 0) return Outcome.next();
        call.ensureAnswered();
        try (var sound = start(call)) {
            if (sound.audible()) PlayAttributes.awaitEnd(call, sound, finishKeys);
        }
        return Outcome.next();
    }
}

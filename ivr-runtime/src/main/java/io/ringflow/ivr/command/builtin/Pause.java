package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.SECONDARY;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;

/** Lets time pass in silence (D6). Keys pressed meanwhile are kept. */
public record Pause(Duration length) implements Command {

    private static final Attribute<Integer> LENGTH =
            Attribute.of("length", ValueType.number(0, 3600), "1", "seconds of silence");

    public static final CommandSpec<Pause> SPEC = CommandSpec.of(Pause.class, "Pause", MAIN, SECONDARY)
            .meaning("Answers, if the call still rings, and stays silent for a while.")
            .attributes(LENGTH)
            .build(in -> new Pause(Duration.ofSeconds(in.get(LENGTH))));

    @Override
    public CommandSpec<Pause> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        if (length.isZero()) return Outcome.next();
        call.ensureAnswered();
        try (var end = call.deadline(length)) {
            call.await(Waiting.forTime(end));
        }
        return Outcome.next();
    }
}

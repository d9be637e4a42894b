package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.TAIL;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;

/** Hangs up (flow-protocol 3.8). */
public record Hangup() implements Command {

    private static final Attribute<String> CALL_ID =
            Attribute.optional("callid", ValueType.TEXT, "accepted and not used: it is always this call");

    public static final CommandSpec<Hangup> SPEC = CommandSpec.of(Hangup.class, "Hangup", MAIN, TAIL)
            .meaning("Hangs up. A call that still rings is declined.")
            .attributes(CALL_ID)
            .build(in -> new Hangup());

    @Override
    public CommandSpec<Hangup> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        return Outcome.end(Ending.HANG_UP);
    }
}

package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Waiting;

/** Nothing to do (flow-protocol 3.9, D12): the call stays up, silent, for as long as the server allows. */
public record CmdNone() implements Command {

    public static final CommandSpec<CmdNone> SPEC = CommandSpec.of(CmdNone.class, "CmdNone", MAIN)
            .meaning("Nothing to do. Where commands are asked for, the call is answered and stays up, silent, until the"
                    + " idle limit of the server (60 s by default) ends it.")
            .build(in -> new CmdNone());

    @Override
    public CommandSpec<CmdNone> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        try (var limit = call.deadline(call.idleLimit())) {
            call.await(Waiting.forTime(limit));
        }
        return Outcome.end(Ending.IDLE);
    }
}

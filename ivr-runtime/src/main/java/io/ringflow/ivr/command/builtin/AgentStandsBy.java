package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Waiting;
import java.util.function.BooleanSupplier;

/**
 * An agent whose line stays open between talks: it hears nothing until a caller's call fetches this one, and stands by again
 * afterwards. It stands in no document.
 *
 * @param onDuty whether it is still to stand by
 */
public record AgentStandsBy(BooleanSupplier onDuty) implements Command {

    private static final Activity WITHOUT_END = () -> {};

    @Override
    public CommandSpec<?> spec() {
        return EnterCcs.SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        while (onDuty.getAsBoolean()) call.await(Waiting.forActivity(WITHOUT_END));
        return Outcome.next();
    }

    @Override
    public boolean resumes() {
        return onDuty.getAsBoolean();
    }
}

package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.Waiting;
import java.util.function.BooleanSupplier;

/**
 * An agent whose line stays open between talks: it hears music, or nothing, until a caller's call fetches this one, and
 * stands by again afterwards. It stands in no document.
 *
 * @param onDuty whether it is still to stand by
 * @param prompt file of that music; empty: none
 */
public record AgentStandsBy(BooleanSupplier onDuty, String prompt) implements Command {

    private static final int OVER_AND_OVER = -1;
    private static final Activity WITHOUT_END = () -> {};

    @Override
    public CommandSpec<?> spec() {
        return EnterCcs.SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        var music = prompt.isEmpty() ? Sound.NONE : call.play(prompt, false, OVER_AND_OVER);
        try {
            while (onDuty.getAsBoolean()) call.await(Waiting.forActivity(WITHOUT_END));
        } finally {
            music.close();
        }
        return Outcome.next();
    }

    @Override
    public boolean resumes() {
        return onDuty.getAsBoolean();
    }
}

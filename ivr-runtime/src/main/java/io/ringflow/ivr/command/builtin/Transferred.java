package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import java.util.Optional;

/**
 * A caller whom somebody outside of its flow hands over to an agent or a number: {@code Transfer} of a call that is not in
 * the call centre (flow-protocol 8.3). It stands in no document.
 *
 * @param claimed the agent; empty: the number
 * @param prompt what the caller hears meanwhile; empty: a ring tone
 */
public record Transferred(Optional<Claimed> claimed, String number, Optional<Prompt> prompt) implements Command {

    @Override
    public CommandSpec<?> spec() {
        return CallTransfer.SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        var target = new CentreStep.HandOver(claimed.map(Claimed::lease), number, prompt);
        return CentreFlow.run(CentreTerms.of(Optional.empty()), call, claimed, target);
    }
}

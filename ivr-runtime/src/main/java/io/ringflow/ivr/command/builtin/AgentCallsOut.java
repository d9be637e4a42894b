package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import java.util.Optional;

/**
 * An agent calls a customer, whose call this is: {@code AgentMakeCall} (flow-protocol 8.4). It stands in no document.
 *
 * @param answerUrl told when the customer has answered; empty: nobody
 * @param agentHangupUrl where the customer's flow goes on when the agent has hung up; empty: the customer is hung up too
 */
public record AgentCallsOut(Claimed claimed, String answerUrl, String agentHangupUrl) implements Command {

    @Override
    public CommandSpec<?> spec() {
        return EnterCcs.SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        var terms = CentreTerms.of(Optional.of(agentHangupUrl).filter(url -> !url.isEmpty()));
        var first = new CentreStep.CallOut(claimed.lease(), answerUrl);
        return CentreFlow.run(terms, call, Optional.of(claimed), first);
    }
}

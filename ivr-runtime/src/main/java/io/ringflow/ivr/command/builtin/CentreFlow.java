package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.QueueRefused;
import java.util.LinkedHashMap;
import java.util.Optional;

/** A call in the call centre, step by step: it waits, talks, is handed over, leaves. On the call's thread. */
final class CentreFlow {

    private final CentreTerms terms;
    private final CallControl call;
    private final CentreVisit visit;

    private CentreFlow(CentreTerms terms, CallControl call, CentreVisit visit) {
        this.terms = terms;
        this.call = call;
        this.visit = visit;
    }

    /** Everything from the first step to what the call's flow does then. */
    static Outcome run(CentreTerms terms, CallControl call, Optional<Claimed> claimed, CentreStep first) {
        try (var visit = call.visitCentre(claimed)) {
            return new CentreFlow(terms, call, visit).from(first);
        } catch (CallEnded ended) {
            terms.userHangupUrl()
                    .ifPresent(url -> call.tellHungUp(new Outcome.Callback(url, "POST", new LinkedHashMap<>())));
            throw ended;
        }
    }

    private Outcome from(CentreStep first) {
        var step = first;
        while (true) {
            step = switch (step) {
                case CentreStep.Wait(var wish) -> new QueueWait(terms, call, visit).in(wish);
                case CentreStep.Talk talk -> new AgentTalk(terms, call, visit, talk).untilOver();
                case CentreStep.CallOut wanted -> new CallingOut(call, visit, wanted).untilAnswered();
                case CentreStep.HandOver target -> new HandingOver(terms, call, visit).to(target);
                case CentreStep.Over over -> over;
            };
            if (step instanceof CentreStep.Over(var outcome)) return outcome;
        }
    }

    /** Where a transfer leads; empty, and refused, when it can't be. */
    static Optional<CentreStep> transfer(CallOrder order, CallOrder.Transfer wish, CentreVisit visit, String queue) {
        try {
            Optional<AgentLease> lease = wish.agentId().map(id -> visit.claim(new AgentClaim(id, false, queue)));
            order.done();
            return Optional.of(new CentreStep.HandOver(lease, wish.number().orElse(""), wish.prompt()));
        } catch (QueueRefused refused) {
            order.refuse(refused);
            return Optional.empty();
        }
    }

    /** Why an agent did not take a caller, by the code of its party (D16). */
    static AgentRefusal refusal(String code) {
        return switch (code) {
            case "107486", "107600", "107603" -> AgentRefusal.REFUSED;
            case "107408", "107480", "107487" -> AgentRefusal.NO_ANSWER;
            default -> AgentRefusal.FAILED;
        };
    }
}

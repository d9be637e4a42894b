package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.command.Waiting.Typing;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueError;
import java.time.Duration;
import java.util.Optional;

/**
 * A caller who is handed over to an agent or a number, until that has answered or can't be reached (flow-protocol 8.3). Owned
 * by the call's thread, used once.
 */
final class HandingOver {

    /** As of a consultation. */
    private static final Duration RINGING = Duration.ofSeconds(60);

    private final CentreTerms terms;
    private final CallControl call;
    private final CentreVisit visit;

    HandingOver(CentreTerms terms, CallControl call, CentreVisit visit) {
        this.terms = terms;
        this.call = call;
        this.visit = visit;
    }

    CentreStep to(CentreStep.HandOver target) {
        var party = target.lease()
                .map(visit::agent)
                .orElseGet(() -> visit.call(new Party.Wish(target.number(), Optional.empty(), RINGING)));
        try (var sound = sound(target)) {
            while (true) {
                var next = looked(target.lease(), party);
                if (next.isPresent()) return next.get();
                call.await(new Waiting(KeySet.NONE, Typing.SINCE_SOUND, sound, null, visit));
            }
        }
    }

    private Sound sound(CentreStep.HandOver target) {
        var prompt = target.prompt().or(terms::prompt);
        return prompt.isPresent() ? prompt.get().start(call) : call.playRingTone();
    }

    private Optional<CentreStep> looked(Optional<AgentLease> lease, TalkParty party) {
        for (var news = visit.news(); news.isPresent(); news = visit.news()) {
            var step = told(news.get(), lease, party);
            if (step.isPresent()) return step;
        }
        return switch (party.state()) {
            case TALKING -> Optional.of(talk(lease, party));
            case OVER -> {
                party.close();
                lease.ifPresent(agent -> agent.refused(CentreFlow.refusal(party.code())));
                yield Optional.of(CentreStep.goesOn());
            }
            case CALLED, AUDIBLE -> Optional.empty();
        };
    }

    private CentreStep talk(Optional<AgentLease> lease, TalkParty party) {
        if (lease.isEmpty() || lease.get().answered()) {
            return new CentreStep.Talk(new AgentLine(lease, party, Optional.empty()), true);
        }
        party.close();
        return CentreStep.goesOn();
    }

    private Optional<CentreStep> told(CentreNews news, Optional<AgentLease> lease, TalkParty party) {
        return switch (news) {
            case CentreNews.Withdrawn(var over) -> {
                if (lease.filter(ours -> ours == over).isEmpty()) yield Optional.empty();
                party.close();
                yield Optional.of(CentreStep.goesOn());
            }
            case CentreNews.Offered(var late) -> {
                late.giveBack();
                yield Optional.empty();
            }
            case CentreNews.Ordered(var order) -> {
                var elsewhere = ordered(order);
                if (elsewhere.isPresent()) {
                    party.close();
                    lease.ifPresent(AgentLease::giveBack);
                }
                yield elsewhere;
            }
            case CentreNews.Placed _, CentreNews.Ready _, CentreNews.Expelled _ -> Optional.empty();
        };
    }

    private Optional<CentreStep> ordered(CallOrder order) {
        return switch (order.wish()) {
            case CallOrder.Transfer wish -> CentreFlow.transfer(order, wish, visit, "");
            case CallOrder.NoAnswerTransfer(String number) -> {
                order.done();
                yield Optional.of(new CentreStep.HandOver(Optional.empty(), number, Optional.empty()));
            }
            case CallOrder.ServiceEnd _ -> {
                order.refuse(QueueError.NOT_WITH_AGENT);
                yield Optional.empty();
            }
        };
    }
}

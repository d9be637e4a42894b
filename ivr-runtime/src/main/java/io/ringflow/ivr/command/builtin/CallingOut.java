package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.command.Waiting.Typing;
import io.ringflow.ivr.queue.QueueError;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An agent who calls a customer: the agent's telephone rings first, and when it has answered, the customer's, while the agent
 * hears a ring tone (flow-protocol 8.4). Owned by the thread of the customer's call, used once.
 */
final class CallingOut {

    private static final CentreStep HANG_UP = new CentreStep.Over(Outcome.end(Ending.HANG_UP));

    private final CallControl call;
    private final CentreVisit visit;
    private final CentreStep.CallOut wanted;

    CallingOut(CallControl call, CentreVisit visit, CentreStep.CallOut wanted) {
        this.call = call;
        this.visit = visit;
        this.wanted = wanted;
    }

    CentreStep untilAnswered() {
        var lease = wanted.lease();
        var agent = visit.agent(lease);
        if (!reached(agent, () -> agent.state() == Party.State.TALKING)) {
            lease.refused(CentreFlow.refusal(agent.code()));
            return HANG_UP;
        }
        if (!lease.answered()) return HANG_UP;
        agent.ring();
        call.dial();
        var line = new AgentLine(Optional.of(lease), agent, Optional.empty());
        if (!reached(agent, call::answered)) {
            line.over();
            return HANG_UP;
        }
        if (!wanted.answerUrl().isEmpty()) tell();
        return new CentreStep.Talk(line, false);
    }

    private void tell() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("agentid", wanted.lease().agentId());
        call.tell(new Outcome.Callback(wanted.answerUrl(), "POST", parameters));
    }

    /** Waits until it is so; false: the agent is gone before. */
    private boolean reached(TalkParty agent, BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            if (withdrawn() || agent.state() == Party.State.OVER) return false;
            call.await(new Waiting(KeySet.NONE, Typing.SINCE_SOUND, null, null, visit));
        }
        return true;
    }

    private boolean withdrawn() {
        boolean over = false;
        for (var news = visit.news(); news.isPresent(); news = visit.news()) {
            switch (news.get()) {
                case CentreNews.Withdrawn(var lease) -> over |= lease == wanted.lease();
                case CentreNews.Ordered(var order) -> order.refuse(QueueError.NOT_WITH_AGENT);
                case CentreNews.Offered(var lease) -> lease.giveBack();
                case CentreNews.Placed _, CentreNews.Ready _, CentreNews.Expelled _ -> {}
            }
        }
        return over;
    }
}

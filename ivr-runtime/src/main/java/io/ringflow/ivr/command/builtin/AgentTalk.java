package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.command.Waiting.Typing;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueWish;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller and whoever has answered for it, from the answer to the end: what the agent alone hears first, then the talk
 * (flow-protocol 4.3, 8.3). Owned by the call's thread, used once.
 */
final class AgentTalk {

    private final CentreTerms terms;
    private final CallControl call;
    private final CentreVisit visit;
    private final Deque<PromptPart> greetings = new ArrayDeque<>();

    private AgentLine line;
    private TalkParty party;
    private Optional<String> afterwards = Optional.empty();
    private boolean joined;
    private @Nullable CallRecording recording;

    AgentTalk(CentreTerms terms, CallControl call, CentreVisit visit, CentreStep.Talk talk) {
        this.terms = terms;
        this.call = call;
        this.visit = visit;
        this.line = talk.line();
        this.party = line.party();
        if (talk.greeted()) line.lease().ifPresent(this::greet);
    }

    private void greet(AgentLease lease) {
        var whisper = lease.terms().whisper();
        if (!whisper.isEmpty()) greetings.add(new PromptPart.File(whisper, false));
        terms.answerPrompt().ifPresent(file -> greetings.add(new PromptPart.File(file, false)));
        // Nothing rings on an open line.
        if (greetings.isEmpty() && lease.terms().nailedUp()) greetings.add(new PromptPart.Beep());
    }

    CentreStep untilOver() {
        try {
            while (true) {
                var next = looked();
                if (next.isPresent()) return next.get();
                var keys = joined ? KeySet.ANY : KeySet.NONE;
                var heard = call.await(new Waiting(keys, Typing.SINCE_SOUND, null, null, visit));
                if (heard instanceof Heard.Key(char key)) party.press(key);
            }
        } finally {
            if (recording != null) recording.close();
        }
    }

    private Optional<CentreStep> looked() {
        for (var news = visit.news(); news.isPresent(); news = visit.news()) {
            var step = told(news.get());
            if (step.isPresent()) return step;
        }
        if (party.state() == Party.State.OVER && !goesOn()) return Optional.of(gone());
        if (!joined && !party.saying()) goOn();
        return Optional.empty();
    }

    /** The next of what the agent is to hear, then the caller. */
    private void goOn() {
        while (!greetings.isEmpty() && !party.saying()) party.say(call.prepare(greetings.remove()));
        if (party.saying()) return;
        party.connect();
        // One that goes in this very moment has not been heard.
        joined = party.state() == Party.State.TALKING;
        if (!joined) return;
        boolean wanted = line.lease().map(lease -> lease.terms().record()).orElse(false);
        if (terms.record() || wanted) recording = call.recordConversation().orElse(null);
    }

    private Optional<CentreStep> told(CentreNews news) {
        switch (news) {
            case CentreNews.Withdrawn(var lease) -> {
                if (line.is(lease) && !goesOn()) return Optional.of(over(Optional.empty()));
            }
            // It came too late: another agent has answered.
            case CentreNews.Offered(var lease) -> lease.giveBack();
            case CentreNews.Ordered(var order) -> {
                return ordered(order);
            }
            case CentreNews.Placed _, CentreNews.Ready _, CentreNews.Expelled _ -> {}
        }
        return Optional.empty();
    }

    private Optional<CentreStep> ordered(CallOrder order) {
        return switch (order.wish()) {
            case CallOrder.Transfer wish -> {
                var elsewhere = CentreFlow.transfer(order, wish, visit, queue());
                if (elsewhere.isPresent()) line.over();
                yield elsewhere;
            }
            case CallOrder.NoAnswerTransfer _ -> {
                order.refuse(QueueError.TALKS_ALREADY);
                yield Optional.empty();
            }
            case CallOrder.ServiceEnd(var agentId, var action) -> {
                if (!line.isMeant(agentId)) {
                    order.refuse(QueueError.NOT_WITH_AGENT);
                    yield Optional.empty();
                }
                order.done();
                if (!goesOn()) yield Optional.of(over(action));
                afterwards = action;
                yield Optional.empty();
            }
        };
    }

    /** The agent leaves a talk of three: the caller talks on with whom it had consulted. */
    private boolean goesOn() {
        var next = joined ? visit.without(party) : Optional.<TalkParty>empty();
        if (next.isEmpty()) return false;
        line.over();
        party = next.get();
        line = new AgentLine(party.lease(), party, Optional.empty());
        return true;
    }

    private String queue() {
        return line.lease().map(AgentLease::queue).orElse("");
    }

    /** The agent has hung up, or was lost: before it was joined, the caller waits on as if it had not answered. */
    private CentreStep gone() {
        if (joined) return over(Optional.empty());
        line.unheard();
        return line.back()
                .<CentreStep>map(wish -> new CentreStep.Wait(waitingStill(wish)))
                .orElseGet(CentreStep::goesOn);
    }

    private QueueWish waitingStill(QueueWish wish) {
        var since = Optional.of(visit.place().enteredAt());
        return new QueueWish(queue(), wish.priority(), wish.agentId(), wish.leastLevel(), since, Optional.empty());
    }

    /** @param action where the flow goes on; empty: where the terms say, else the caller is hung up */
    private CentreStep over(Optional<String> action) {
        var parameters = new LinkedHashMap<String, String>();
        line.lease().ifPresent(lease -> parameters.put("agentid", lease.agentId()));
        parameters.put("callduration", Long.toString(party.talked().toSeconds()));
        line.over();
        return new CentreStep.Over(action.or(() -> afterwards)
                .or(terms::agentHangupUrl)
                .<Outcome>map(url -> new Outcome.Callback(url, "POST", parameters))
                .orElseGet(() -> Outcome.end(Ending.HANG_UP)));
    }
}

package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.command.Waiting.Typing;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueLeave;
import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueWish;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller in a queue, from entering to an agent's answer or leaving: calls the agents that are offered, keeps the time of
 * the wait, asks whether it is to go on (flow-protocol 4.3, D24). Owned by the call's thread, used once.
 */
final class QueueWait {

    /** From the end of the question on. */
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(5);

    private static final KeySet ANSWERS = KeySet.of("*#");

    private enum Time {
        /** The wait goes on. */
        RUNS,
        /** It is over, but somebody is being called; then it is asked. */
        UP,
        /** The caller is asked whether to wait on. */
        ASKED,
        /** It did not say; nobody is called anew. */
        GIVEN_UP
    }

    private final CentreTerms terms;
    private final CallControl call;
    private final CentreVisit visit;
    private final QueueSound sound;
    private final Map<AgentLease, TalkParty> ringing = new LinkedHashMap<>();

    private Optional<QueueWish> wish = Optional.empty();
    private Time time = Time.RUNS;
    private int renewals;
    private @Nullable Deadline limit;

    QueueWait(CentreTerms terms, CallControl call, CentreVisit visit) {
        this.terms = terms;
        this.call = call;
        this.visit = visit;
        this.sound = new QueueSound(call, terms.prompt());
        this.renewals = terms.renewals();
    }

    CentreStep in(QueueWish wanted) {
        wish = Optional.of(wanted);
        try {
            visit.enter(wanted);
        } catch (QueueRefused refused) {
            return turnedAway(refused);
        }
        try (sound) {
            sound.music();
            limit(terms.timeout());
            Optional<CentreStep> next = Optional.empty();
            while (next.isEmpty()) {
                next = heard(call.await(waiting())).or(this::looked);
            }
            return next.get();
        } finally {
            noLimit();
        }
    }

    /** Flow-protocol 4.3: outside its working time. */
    private CentreStep turnedAway(QueueRefused refused) {
        if (refused.error() != QueueError.OFF_WORK) return CentreStep.goesOn();
        if (!refused.prompt().isEmpty()) {
            try (var prompt = call.play(refused.prompt(), false, 1)) {
                if (prompt.audible()) PlayAttributes.awaitEnd(call, prompt, KeySet.NONE);
            }
        }
        return new CentreStep.Over(Outcome.end(Ending.HANG_UP));
    }

    private Waiting waiting() {
        // What was typed before is for whoever collects keys next.
        var keys = time == Time.ASKED ? ANSWERS : terms.callBackKeys();
        return new Waiting(keys, Typing.SINCE_SOUND, sound.now(), limit, visit);
    }

    private Optional<CentreStep> heard(Heard heard) {
        switch (heard) {
            case Heard.Key(char key) -> {
                if (time != Time.ASKED) return callBack();
                if (key == '#') return Optional.of(quit());
                renew();
            }
            case Heard.TimeUp() -> timeUp();
            case Heard.SoundEnded() -> {
                if (time == Time.ASKED && limit == null) limit(TIME_TO_ANSWER);
                sound.ended();
            }
            case Heard.PassFinished(), Heard.ActivityEnded() -> {}
        }
        return Optional.empty();
    }

    /** The caller is called back, unless an agent is being called for it already. */
    private Optional<CentreStep> callBack() {
        boolean held = ringing.isEmpty() && visit.hold(KeptFlow.of(terms));
        return held ? Optional.of(new CentreStep.Over(Outcome.end(Ending.HANG_UP))) : Optional.empty();
    }

    private CentreStep quit() {
        visit.leave(QueueLeave.KEY);
        return terms.quitUrl()
                .<CentreStep>map(url -> new CentreStep.Over(new Outcome.Callback(url, "POST", new LinkedHashMap<>())))
                .orElseGet(CentreStep::goesOn);
    }

    private void renew() {
        renewals--;
        visit.renew();
        sound.music();
        time = Time.RUNS;
        limit(terms.timeout());
    }

    private void timeUp() {
        noLimit();
        time = time == Time.ASKED ? Time.GIVEN_UP : Time.UP;
    }

    /** What is new, and what it means. */
    private Optional<CentreStep> looked() {
        for (var news = visit.news(); news.isPresent(); news = visit.news()) {
            var step = told(news.get());
            if (step.isPresent()) return step;
        }
        var talk = answered();
        return talk.isPresent() ? talk : outOfTime();
    }

    private Optional<CentreStep> told(CentreNews news) {
        switch (news) {
            case CentreNews.Offered(var lease) -> ringing.put(lease, visit.agent(lease));
            case CentreNews.Withdrawn(var lease) -> stop(lease);
            case CentreNews.Placed(var place) -> announce(place);
            case CentreNews.Ready(var words) -> {
                if (ringing.isEmpty()) sound.place(words);
            }
            case CentreNews.Expelled _ -> {
                return Optional.of(CentreStep.goesOn());
            }
            case CentreNews.Ordered(var order) -> {
                return ordered(order);
            }
        }
        return Optional.empty();
    }

    private void announce(QueuePlace place) {
        var voice = terms.voice();
        PlaceWords.of(place, voice.language())
                .ifPresent(words -> visit.prepare(new PromptPart.Spoken(voice.reading(words))));
    }

    private Optional<CentreStep> ordered(CallOrder order) {
        return switch (order.wish()) {
            case CallOrder.Transfer wish -> left(CentreFlow.transfer(order, wish, visit, ""));
            case CallOrder.NoAnswerTransfer(String number) -> {
                order.done();
                yield left(Optional.of(new CentreStep.HandOver(Optional.empty(), number, Optional.empty())));
            }
            case CallOrder.ServiceEnd _ -> {
                order.refuse(QueueError.NOT_WITH_AGENT);
                yield Optional.empty();
            }
        };
    }

    private Optional<CentreStep> left(Optional<CentreStep> elsewhere) {
        if (elsewhere.isPresent()) {
            visit.leave(QueueLeave.ELSEWHERE);
            List.copyOf(ringing.keySet()).forEach(this::stop);
        }
        return elsewhere;
    }

    private Optional<CentreStep> answered() {
        for (var lease : List.copyOf(ringing.keySet())) {
            var party = ringing.get(lease);
            if (party == null) continue;
            switch (party.state()) {
                case TALKING -> {
                    if (lease.answered()) return Optional.of(talk(lease, party));
                    stop(lease);
                }
                case OVER -> {
                    stop(lease);
                    lease.refused(CentreFlow.refusal(party.code()));
                }
                case CALLED, AUDIBLE -> {}
            }
        }
        return Optional.empty();
    }

    /** Music ends the moment the agent answers; whoever else rings is not wanted any more. */
    private CentreStep talk(AgentLease lease, TalkParty party) {
        sound.close();
        ringing.remove(lease);
        List.copyOf(ringing.keySet()).forEach(this::stop);
        return new CentreStep.Talk(new AgentLine(Optional.of(lease), party, wish), true);
    }

    private void stop(AgentLease lease) {
        var party = ringing.remove(lease);
        if (party != null) party.close();
    }

    /** An agent whose telephone rings is not stopped for it. */
    private Optional<CentreStep> outOfTime() {
        if (!ringing.isEmpty() || time == Time.RUNS || time == Time.ASKED) return Optional.empty();
        if (time == Time.UP && asks()) {
            time = Time.ASKED;
            return Optional.empty();
        }
        visit.leave(QueueLeave.TIMEOUT);
        return Optional.of(CentreStep.goesOn());
    }

    private boolean asks() {
        return renewals > 0 && terms.promptVoice().filter(sound::ask).isPresent();
    }

    private void limit(Duration after) {
        noLimit();
        limit = call.deadline(after);
    }

    private void noLimit() {
        if (limit != null) limit.close();
        limit = null;
    }
}

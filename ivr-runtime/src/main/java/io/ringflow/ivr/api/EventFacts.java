package io.ringflow.ivr.api;

import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.QueueExit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one event says; the name of the event says which of it is there. Immutable. */
record EventFacts(
        @Field("Id of the application; missing of `begun`") Optional<String> application,

        @Field("When it happened; of `begun` the server's time")
        Optional<Instant> at,

        @Field("Of `begun`: whether nothing is missing since the last event that was seen")
        Optional<Boolean> complete,

        @Field("Of `agent` and `offduty`") Optional<AgentNews> agent,

        @Field("Of `entered`, `moved`, `offered`, `held`, `answered`, `left`, `refused` and `ended`")
        Optional<CallerNews> caller) {

    /** How an agent stands now. */
    record AgentNews(
            @Field("Four digits") String agentId,
            @Field("What it does; missing: it is off duty") Optional<AgentState> state,
            @Field("What brought it there") Optional<AgentEvent> why,
            @Field("Since when") Instant since,

            @Field("The call that it is called for, talks with, or has talked with")
            Optional<String> callId,

            @Field("The queue of that call") Optional<String> queue,
            @Field("The number of that call") Optional<String> customer) {}

    /** What happened to a caller. */
    record CallerNews(
            @Field("Its call") String callId,
            @Field("Its number") String number,
            @Field("The queue it waits in, or waited in") String queue,

            @Field("Of `moved`: the queue it waited in before")
            Optional<String> from,

            @Field("Who has more is served first") int priority,
            @Field("Since when it waits, or waited") Instant enteredAt,

            @Field("The agent that is called, has answered, talked, or did not take it")
            Optional<String> agentId,

            @Field("Of `left`: how its waiting ended") Optional<QueueExit> how,

            @Field("Of `refused`: why the agent did not take it")
            Optional<AgentRefusal> why,

            @Field("Of `ended`: how long the talk was") Optional<Long> talkSeconds) {

        private static CallerNews of(CallerChange change) {
            return new CallerNews(
                    change.callId(),
                    change.number(),
                    change.queue(),
                    Optional.empty(),
                    change.priority(),
                    change.enteredAt(),
                    change.agentId(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        private CallerNews from(String queueBefore) {
            return new CallerNews(
                    callId,
                    number,
                    queue,
                    Optional.of(queueBefore),
                    priority,
                    enteredAt,
                    agentId,
                    how,
                    why,
                    talkSeconds);
        }

        private CallerNews how(QueueExit exit) {
            return new CallerNews(
                    callId, number, queue, from, priority, enteredAt, agentId, Optional.of(exit), why, talkSeconds);
        }

        private CallerNews why(AgentRefusal refusal) {
            return new CallerNews(
                    callId, number, queue, from, priority, enteredAt, agentId, how, Optional.of(refusal), talkSeconds);
        }

        private CallerNews talk(Duration talk) {
            return new CallerNews(
                    callId, number, queue, from, priority, enteredAt, agentId, how, why, Optional.of(talk.toSeconds()));
        }
    }

    static EventFacts of(AgentChange change) {
        return agent(
                change.applicationId(),
                change.at(),
                new AgentNews(
                        change.agentId(),
                        Optional.of(change.state()),
                        Optional.of(change.why()),
                        change.at(),
                        change.callId(),
                        change.queue(),
                        change.number()));
    }

    static EventFacts offDuty(String applicationId, String agentId, Instant at) {
        var news = new AgentNews(
                agentId, Optional.empty(), Optional.empty(), at, Optional.empty(), Optional.empty(), Optional.empty());
        return agent(applicationId, at, news);
    }

    private static EventFacts agent(String applicationId, Instant at, AgentNews news) {
        return new EventFacts(
                Optional.of(applicationId), Optional.of(at), Optional.empty(), Optional.of(news), Optional.empty());
    }

    static EventFacts of(CallerChange change) {
        return caller(change, CallerNews.of(change));
    }

    static EventFacts moved(CallerChange change, String from) {
        return caller(change, CallerNews.of(change).from(from));
    }

    static EventFacts left(CallerChange change, QueueExit how) {
        return caller(change, CallerNews.of(change).how(how));
    }

    static EventFacts refused(CallerChange change, AgentRefusal why) {
        return caller(change, CallerNews.of(change).why(why));
    }

    static EventFacts ended(CallerChange change, Duration talk) {
        return caller(change, CallerNews.of(change).talk(talk));
    }

    private static EventFacts caller(CallerChange change, CallerNews news) {
        return new EventFacts(
                Optional.of(change.applicationId()),
                Optional.of(change.at()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(news));
    }
}

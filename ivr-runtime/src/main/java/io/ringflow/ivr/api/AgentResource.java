package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentReadiness;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueType;
import io.ringflow.ivr.rest.RestError;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The agents of an application that are on duty. Thread-safe. */
final class AgentResource {

    private static final String ALL = QueueResource.APPLICATION + "/agents";
    static final String ONE = ALL + "/{agentId}";

    static final String AGENT_ID = "[0-9]{4}";
    static final String QUEUE = "[0-9]{1,9}";

    private final Function<Application, CallCentre> centres;

    AgentResource(Function<Application, CallCentre> centres) {
        this.centres = centres;
    }

    record AgentQuery(
            @Field(value = "Only those that serve this queue", pattern = QUEUE)
            Optional<String> queue,

            @Field("Only those in this state") Optional<AgentState> state,

            @Field(value = "How many at most", fallback = Page.LIMIT, min = 1, max = Page.MOST)
            int limit,

            @Field(value = "The `next` of the page before", longest = 1_000)
            Optional<String> cursor) {

        boolean wants(AgentStatus agent) {
            return queue.map(QueueType::parse)
                            .map(agent.duty().skills()::containsKey)
                            .orElse(true)
                    && state.map(agent.state()::equals).orElse(true);
        }
    }

    record Agents(
            @Field("By id") List<AgentFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record NewAgent(
            @Field(value = "Four digits", pattern = AGENT_ID)
            String agentId,

            @Field(value = "Where it is called: a number, or the name of a VoIP account", longest = 64)
            String number,

            @Field(value = "The queues it serves; missing: queue 0", max = 100)
            Optional<List<AgentFacts.Skill>> queues,

            @Field(value = "It gets callers at once", fallback = "false")
            boolean ready,

            @Field(value = "How long its telephone rings, in place of what its queues say", min = 3, max = 120)
            Optional<Integer> ringSeconds,

            @Field(
                    value = "How long it is left alone after a talk, in place of what its queues say",
                    min = 0,
                    max = 3_600)
            Optional<Integer> wrapUpSeconds,

            @Field(value = "Its line stays open between calls", fallback = "false")
            boolean nailedUp) {

        AgentDuty duty() {
            var skills = new LinkedHashMap<String, Integer>();
            queues.orElse(List.of()).forEach(skill -> skills.put(QueueType.parse(skill.queue()), skill.level()));
            if (skills.isEmpty()) skills.put(QueueType.DEFAULT, AgentDuty.USUAL_LEVEL);
            return new AgentDuty(
                    agentId,
                    number,
                    skills,
                    ready,
                    ringSeconds.map(Duration::ofSeconds),
                    wrapUpSeconds.map(Duration::ofSeconds),
                    nailedUp);
        }
    }

    record OffDutyQuery(
            @Field(value = "Only this queue is left; the agent stays on duty for its others", pattern = QUEUE)
            Optional<String> queue) {}

    record ReadyOrder(
            @Field("Whether it gets callers from now on") boolean ready,

            @Field(
                    value = "Who has more is served first, whatever the strategy; usually 0",
                    fallback = "0",
                    min = -1_000,
                    max = 1_000)
            int priority,

            @Field(
                    value = "Also while it is called, which ends, or talks: then it takes effect when that is over",
                    fallback = "false")
            boolean force,

            @Field(
                    value = "Those of its queues that it is ready for; missing: all",
                    longest = 9,
                    pattern = QUEUE,
                    max = 100)
            Optional<List<String>> queues) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listAgents")
                        .with(AgentQuery.class)
                        .answers(Agents.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF)
                        .by(Section.AGENTS, "The agents on duty, and what each does.", this::list),
                Route.post(ALL, "putAgentOnDuty")
                        .takes(NewAgent.class)
                        .answers(Output.json(201, AgentFacts.class))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(
                                QueueError.AGENTS_OFF,
                                QueueError.ALREADY_ON_DUTY,
                                QueueError.NO_SUCH_QUEUE,
                                QueueError.TOO_MANY_AGENTS)
                        .by(
                                Section.AGENTS,
                                "An agent works from now on, also after a restart of the server, until it is taken off"
                                        + " duty.",
                                this::onDuty),
                Route.get(ONE, "getAgent")
                        .answers(AgentFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NOT_ON_DUTY)
                        .by(Section.AGENTS, "What an agent does.", this::get),
                Route.delete(ONE, "takeAgentOffDuty")
                        .with(OffDutyQuery.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NOT_ON_DUTY, QueueError.NOT_OF_QUEUE)
                        .by(Section.AGENTS, "An agent works no more; a talk goes on.", this::offDuty),
                Route.post(ONE + "/ready", "setAgentReady")
                        .takes(ReadyOrder.class)
                        .answers(AgentFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(
                                QueueError.AGENTS_OFF,
                                QueueError.NOT_ON_DUTY,
                                QueueError.ALREADY_READY,
                                QueueError.IN_A_CALL,
                                QueueError.NOT_OF_QUEUE)
                        .by(Section.AGENTS, "An agent is ready for callers, or not.", this::ready));
    }

    static AgentStatus agent(CallCentre centre, String agentId) {
        return centre.agent(agentId).orElseThrow(() -> new QueueRefused(QueueError.NOT_ON_DUTY));
    }

    private CallCentre centre(Ask<?, ?> ask) {
        return centres.apply(ask.tenant().application(ask.at("applicationId")));
    }

    private Reply list(Ask<AgentQuery, Input.None> ask) {
        var page = Page.of(
                        centre(ask).agents().stream().filter(ask.query()::wants).toList(),
                        agent -> new Cursor(Instant.EPOCH, agent.duty().agentId()),
                        Comparator.naturalOrder(),
                        ask.query().cursor(),
                        ask.query().limit())
                .map(AgentFacts::of);
        return Reply.of(new Agents(page.items(), page.next()));
    }

    private Reply onDuty(Ask<NoQuery, NewAgent> ask) {
        var centre = centre(ask);
        var duty = ask.body().duty();
        centre.agentOnWork(duty);
        return Reply.of(AgentFacts.of(agent(centre, duty.agentId())))
                .at("/v1/applications/" + ask.at("applicationId") + "/agents/" + duty.agentId());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(AgentFacts.of(agent(centre(ask), ask.at("agentId"))));
    }

    private Reply offDuty(Ask<OffDutyQuery, Input.None> ask) {
        Set<String> queues =
                ask.query().queue().map(QueueType::parse).map(Set::of).orElse(Set.of());
        centre(ask).agentOffWork(ask.at("agentId"), Optional.empty(), queues);
        return Reply.NOTHING;
    }

    private Reply ready(Ask<NoQuery, ReadyOrder> ask) {
        var centre = centre(ask);
        var order = ask.body();
        var queues =
                order.queues().orElse(List.of()).stream().map(QueueType::parse).collect(Collectors.toSet());
        centre.agentReady(
                new AgentReadiness(ask.at("agentId"), order.ready(), order.priority(), order.force(), queues));
        return Reply.of(AgentFacts.of(agent(centre, ask.at("agentId"))));
    }
}

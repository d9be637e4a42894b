package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.ConferenceAttributes.orEmpty;
import static io.ringflow.ivr.rest.ConferenceAttributes.url;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentReadiness;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code AgentOnWork}, {@code AgentOffWork}, {@code AgentReady} and {@code QueryAgentState} (flow-protocol 8.4). Immutable. */
final class AgentOperations {

    private static final int MOST_QUEUES = 64;
    private static final int MOST_PRIORITY = 9;

    private static final ValueType<String> AGENT_ID = ValueType.matching("4 digits", Pattern.compile("[0-9]{4}"));
    private static final ValueType<List<String>> QUEUES =
            new ValueType<>("queues with commas between them", said -> each(said, QueueType::parse));
    private static final ValueType<List<Integer>> LEVELS = new ValueType<>(
            "levels of 1 to 9 with commas between them",
            said -> each(said, QueueOperations.level().parser()));
    private static final ValueType<Integer> PRIORITY = new ValueType<>("true, false, or 0 to 9", said -> switch (said) {
        case "true" -> 1;
        case "false" -> 0;
        default -> ValueType.number(0, MOST_PRIORITY).parse(said);
    });

    static final Attribute<String> AGENT = Attribute.optional("agentid", AGENT_ID, "the agent; required");
    private static final Attribute<String> NUMBER =
            Attribute.optional("number", ValueType.NUMBER, "where it is called: a number or a VoIP account; required");
    private static final Attribute<List<String>> SERVES =
            Attribute.of("agenttype", QUEUES, QueueType.DEFAULT, "the queues that it serves");
    private static final Attribute<List<Integer>> SKILL =
            Attribute.optional("queuepriority", LEVELS, "its level in each of these, for `strategy` `skills`; else 5");
    private static final Attribute<Boolean> BEGINS_READY =
            ConferenceAttributes.bit("agentstate", "0", "0: preparing, 1: ready at once");
    private static final Attribute<Duration> RING_TIME =
            QueueOperations.seconds("answertimeout", 1, 600, "how long its telephone rings; else as the queue says");
    private static final Attribute<Duration> WRAP_UP =
            QueueOperations.seconds("delaycall", 0, 86_400, "wrap-up after its talks; else as the queue says");
    private static final Attribute<Boolean> NAILED_UP =
            Attribute.of("nailedup", ValueType.FLAG, "false", "its line stays open between calls");

    private static final Attribute<String> SAME_NUMBER =
            Attribute.optional("number", ValueType.NUMBER, "what it came on duty with");
    private static final Attribute<List<String>> LEAVES =
            Attribute.optional("agenttype", QUEUES, "the queues that it leaves; empty: all");

    private static final Attribute<Boolean> READY =
            Attribute.of("state", ValueType.FLAG, "true", "true: ready, false: preparing");
    private static final Attribute<Integer> FIRST =
            Attribute.of("priority", PRIORITY, "0", "agents with more are served first");
    private static final Attribute<Boolean> FORCE = Attribute.of(
            "force",
            ValueType.FLAG,
            "false",
            "also while it is called, which ends, or talks: then it holds from the end of the talk on");
    private static final Attribute<String> FAILED = url("action", "told when it could not be done");
    private static final Attribute<List<String>> READY_FOR =
            Attribute.optional("agenttype", QUEUES, "those of its queues that it is ready for; empty: all");

    private static final Attribute<String> ANY_AGENT =
            Attribute.optional("agentid", AGENT_ID, "the agent; empty: all on duty");

    private AgentOperations() {}

    static List<OperationSpec> all() {
        return List.of(
                OperationSpec.that(
                        "AgentOnWork",
                        "ivr/agentonwork",
                        "An agent comes on duty.",
                        AgentOperations::onWork,
                        NUMBER,
                        AGENT,
                        SERVES,
                        SKILL,
                        BEGINS_READY,
                        RING_TIME,
                        WRAP_UP,
                        NAILED_UP),
                OperationSpec.that(
                        "AgentOffWork",
                        "ivr/agentoffwork",
                        "An agent goes off duty; a talk goes on.",
                        AgentOperations::offWork,
                        AGENT,
                        SAME_NUMBER,
                        LEAVES),
                OperationSpec.that(
                        "AgentReady",
                        "ivr/agentready",
                        "An agent is ready for a caller, or is not.",
                        AgentOperations::ready,
                        AGENT,
                        READY,
                        FIRST,
                        FORCE,
                        FAILED,
                        READY_FOR),
                OperationSpec.asking(
                        "QueryAgentState",
                        "ivr/queryagentstate",
                        "How agents on duty stand.",
                        AgentOperations::query,
                        ANY_AGENT));
    }

    private static Operation onWork(CommandInput in) {
        var duty = new AgentDuty(
                in.get(AGENT),
                AccessNumber.plain(in.get(NUMBER)),
                skills(in.get(SERVES), in.find(SKILL)),
                in.get(BEGINS_READY),
                in.find(RING_TIME),
                in.find(WRAP_UP),
                in.get(NAILED_UP));
        return (application, services) -> {
            services.centres().of(application).agentOnWork(duty);
            return Answer.done();
        };
    }

    private static Map<String, Integer> skills(List<String> queues, Optional<List<Integer>> levels) {
        levels.filter(said -> said.size() != queues.size()).ifPresent(said -> {
            throw new IllegalArgumentException(
                    "queuepriority has %d levels for the %d queues of agenttype".formatted(said.size(), queues.size()));
        });
        var skills = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < queues.size(); i++) {
            int level = levels.isEmpty() ? AgentDuty.USUAL_LEVEL : levels.get().get(i);
            if (skills.put(queues.get(i), level) != null) {
                throw new IllegalArgumentException("agenttype names queue " + queues.get(i) + " twice");
            }
        }
        return skills;
    }

    private static Operation offWork(CommandInput in) {
        String agentId = in.get(AGENT);
        var number = in.find(SAME_NUMBER).map(AccessNumber::plain);
        var queues = Set.copyOf(in.find(LEAVES).orElse(List.of()));
        return (application, services) -> {
            services.centres().of(application).agentOffWork(agentId, number, queues);
            return Answer.done();
        };
    }

    private static Operation ready(CommandInput in) {
        var readiness = new AgentReadiness(
                in.get(AGENT),
                in.get(READY),
                in.get(FIRST),
                in.get(FORCE),
                Set.copyOf(in.find(READY_FOR).orElse(List.of())));
        String told = orEmpty(in, FAILED);
        return (application, services) -> {
            try {
                services.centres().of(application).agentReady(readiness);
                return Answer.done();
            } catch (QueueRefused refused) {
                if (!told.isEmpty()) tell(application, services, told, readiness, refused);
                throw refused;
            }
        };
    }

    /** Flow-protocol 7.2, {@code AgentReady action}. */
    private static void tell(
            Application application,
            OperationServices services,
            String url,
            AgentReadiness readiness,
            QueueRefused refused) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", application.id());
        parameters.put("agentid", readiness.agentId());
        parameters.put("state", Boolean.toString(readiness.ready()));
        parameters.put("result", refused.error().code());
        var about = "agent-" + readiness.agentId();
        services.notifier().send(new Notification(application, about, "POST", url, parameters));
    }

    private static Operation query(CommandInput in) {
        var wanted = in.find(ANY_AGENT);
        return (application, services) -> {
            var centre = services.centres().of(application);
            var agents = wanted.isEmpty()
                    ? centre.agents()
                    : List.of(centre.agent(wanted.get()).orElseThrow(() -> new QueueRefused(QueueError.NOT_ON_DUTY)));
            var rows = agents.stream().map(agent -> row(agent, services)).toList();
            return Answer.done(new Answer.Field.Table("agents", "agent", rows));
        };
    }

    private static List<Answer.Field> row(AgentStatus agent, OperationServices services) {
        var duty = agent.duty();
        var fields = new ArrayList<Answer.Field>();
        fields.add(Answer.text("id", duty.agentId()));
        fields.add(Answer.text("state", Integer.toString(agent.state().number())));
        fields.add(Answer.text("number", duty.number()));
        fields.add(Answer.text("agenttype", String.join(",", duty.skills().keySet())));
        fields.add(Answer.text(
                "queuepriority",
                duty.skills().values().stream().map(Object::toString).collect(Collectors.joining(","))));
        fields.add(Answer.text("statetime", CallOperations.time(agent.since(), services.zone())));
        fields.add(Answer.text("onworktime", CallOperations.time(agent.onDutySince(), services.zone())));
        fields.add(Answer.text("talks", Integer.toString(agent.talks())));
        if (agent.wrappingUp()) fields.add(Answer.text("wrapup", "true"));
        agent.callId().ifPresent(id -> fields.add(Answer.text("callid", id)));
        agent.queue().ifPresent(queue -> fields.add(Answer.text("queuetype", queue)));
        agent.customer().ifPresent(number -> fields.add(Answer.text("customer", number)));
        return fields;
    }

    private static <T> List<T> each(String said, Function<String, T> parser) {
        var parts = Stream.of(said.split(",", -1)).map(String::strip).toList();
        if (parts.size() > MOST_QUEUES) throw new IllegalArgumentException("fewer");
        return parts.stream().map(parser).toList();
    }
}

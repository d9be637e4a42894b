package io.ringflow.ivr.api;

import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One agent on duty. Immutable. */
record AgentFacts(
        @Field("Four digits") String agentId,
        @Field("Where it is called") String number,

        @Field("What it does: `locked` is being called, `refused` did not take a caller")
        AgentState state,

        @Field("Since when") Instant since,
        @Field("The call it is called for, or talks with") Optional<String> callId,
        @Field("The queue of that call") Optional<String> queue,
        @Field("The number of that call") Optional<String> customer,

        @Field("Until then it is left alone after a talk; missing: it is not")
        Optional<Instant> wrapUpUntil,

        @Field("Talks since it came on duty") int talks,
        @Field("Since when it works") Instant onDutySince,
        @Field("The queues it serves") List<Skill> queues,
        @Field("Its line stays open between calls") boolean nailedUp) {

    /** How well an agent serves a queue. */
    record Skill(
            @Field(value = "Number of the queue", pattern = "[0-9]{1,9}")
            String queue,

            @Field(value = "1 (least) to 9", fallback = "5", min = 1, max = AgentDuty.MOST_LEVEL)
            int level) {}

    static AgentFacts of(AgentStatus agent) {
        var duty = agent.duty();
        return new AgentFacts(
                duty.agentId(),
                duty.number(),
                agent.state(),
                agent.since(),
                agent.callId(),
                agent.queue(),
                agent.customer(),
                agent.wrapUpUntil(),
                agent.talks(),
                agent.onDutySince(),
                duty.skills().entrySet().stream()
                        .map(skill -> new Skill(skill.getKey(), skill.getValue()))
                        .toList(),
                duty.nailedUp());
    }
}

package io.ringflow.ivr.api;

import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.QueueStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One queue, as it stands. Immutable. */
record QueueFacts(
        @Field("Its number") String queue,
        @Field("For people") String name,
        @Field("Whether it is within its working time") boolean open,
        @Field("How many wait") int waiting,

        @Field("How long the one has waited that waits longest; 0: nobody waits")
        long longestWaitSeconds,

        @Field("How long the last who waits may still wait; missing when nobody waits or knows")
        Optional<Long> estimatedWaitSeconds,

        @Field("Its agents on duty") AgentCounts agents,
        @Field("How it is set up") QueueSettings settings) {

    /** Agents of a queue by what they do. */
    record AgentCounts(
            @Field("All") int onDuty,
            @Field("Not ready") int preparing,
            @Field("Wait for a caller") int ready,
            @Field("Are being called") int locked,
            @Field("Talk") int talking) {

        static AgentCounts of(List<AgentStatus> all, String queue) {
            var there = all.stream()
                    .filter(agent -> agent.duty().skills().containsKey(queue))
                    .map(AgentStatus::state)
                    .toList();
            return new AgentCounts(
                    there.size(),
                    count(there, AgentState.PREPARING) + count(there, AgentState.REFUSED),
                    count(there, AgentState.READY),
                    count(there, AgentState.LOCKED),
                    count(there, AgentState.TALKING));
        }

        private static int count(List<AgentState> all, AgentState wanted) {
            return (int) all.stream().filter(wanted::equals).count();
        }
    }

    /** One who waits. */
    record WaitingFacts(
            @Field("Its call") String callId,
            @Field("Its number") String number,

            @Field(value = "1: the next", min = 1) int position,

            @Field("Who has more is served first") int priority,
            @Field("Since when it waits") Instant enteredAt,
            @Field("How long that is") long waitedSeconds,

            @Field("How long it may still take; missing when nobody knows")
            Optional<Long> estimatedWaitSeconds,

            @Field("Agents that are being called for it") List<String> offered,

            @Field("It has hung up, and keeps its place") boolean held) {

        static WaitingFacts of(QueueStatus.Waiting caller, Instant now) {
            return new WaitingFacts(
                    caller.callId(),
                    caller.number(),
                    caller.position(),
                    caller.priority(),
                    caller.enteredAt(),
                    seconds(Duration.between(caller.enteredAt(), now)),
                    caller.estimate().map(Duration::toSeconds),
                    caller.offered(),
                    caller.held());
        }
    }

    static QueueFacts of(QueueStatus queue, List<AgentStatus> agents, Instant now) {
        var last = queue.callers().isEmpty()
                ? Optional.<QueueStatus.Waiting>empty()
                : Optional.of(queue.callers().getLast());
        return new QueueFacts(
                queue.plan().id(),
                queue.plan().description(),
                queue.open(),
                queue.callers().size(),
                queue.longestWait(now).map(QueueFacts::seconds).orElse(0L),
                last.flatMap(QueueStatus.Waiting::estimate).map(Duration::toSeconds),
                AgentCounts.of(agents, queue.plan().id()),
                QueueSettings.of(queue.plan()));
    }

    private static long seconds(Duration time) {
        return Math.max(0, time.toSeconds());
    }
}

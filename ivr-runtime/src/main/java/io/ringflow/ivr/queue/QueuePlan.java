package io.ringflow.ivr.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * What a queue is to be like ({@code CreateQueue}, flow-protocol 8.4). Immutable.
 *
 * @param id as {@link QueueType#parse} makes it
 * @param description {@code typedes}
 * @param offWorkPrompt file that callers hear outside the working time, before they are hung up; empty: none
 * @param callBackTime how long an agent is kept for one who is called back
 */
public record QueuePlan(
        String id,
        String description,
        WorkTime workTime,
        String offWorkPrompt,
        Serving serving,
        Limits limits,
        Announcing announcing,
        Sticky sticky,
        Duration callBackTime) {

    /** D24. */
    public static final Duration RING_TIME = Duration.ofSeconds(30);

    public static final Duration CALL_BACK_TIME = Duration.ofMinutes(1);

    private static final int USUAL_WAITING = 500;

    /**
     * How agents are chosen and called.
     *
     * @param ringTime how long an agent's telephone rings
     * @param wrapUp how long an agent is left alone after a talk
     * @param autoReady whether agents are ready by themselves after that; false: only {@code AgentReady} makes them so
     * @param whisper file that the agent alone hears before it is joined; empty: none
     * @param record whether talks are recorded
     */
    public record Serving(
            Strategy strategy, Duration ringTime, Duration wrapUp, boolean autoReady, String whisper, boolean record) {}

    /**
     * How many wait, and for how long.
     *
     * @param maxWaiting callers at a time
     * @param maxWait after which a caller waits no more; zero: without end
     * @param overflow where callers go that have waited {@code overflowAfter}, and those who find the queue full
     */
    public record Limits(int maxWaiting, Duration maxWait, Optional<String> overflow, Duration overflowAfter) {}

    /**
     * When callers are told their place.
     *
     * @param first after this time of waiting; zero: not
     * @param every again and again; zero: not
     */
    public record Announcing(Duration first, Duration every) {}

    /**
     * Callers come to the agent they talked with last.
     *
     * @param memory for how long that is known; zero: they don't
     * @param patience how long a caller waits for that agent when it is busy, before any agent will do
     */
    public record Sticky(Duration memory, Duration patience) {}

    /** One as flow-protocol D24 has it, open at all times. */
    public static QueuePlan usual(String id) {
        return new QueuePlan(
                id,
                "",
                WorkTime.ALWAYS,
                "",
                new Serving(Strategy.LONGEST_IDLE, RING_TIME, Duration.ZERO, false, "", false),
                new Limits(USUAL_WAITING, Duration.ZERO, Optional.empty(), Duration.ZERO),
                new Announcing(Duration.ZERO, Duration.ZERO),
                new Sticky(Duration.ZERO, Duration.ZERO),
                CALL_BACK_TIME);
    }

    public QueuePlan described(String words) {
        return new QueuePlan(id, words, workTime, offWorkPrompt, serving, limits, announcing, sticky, callBackTime);
    }

    public QueuePlan open(WorkTime when, String prompt) {
        return new QueuePlan(id, description, when, prompt, serving, limits, announcing, sticky, callBackTime);
    }

    public QueuePlan with(Serving now) {
        return new QueuePlan(id, description, workTime, offWorkPrompt, now, limits, announcing, sticky, callBackTime);
    }

    public QueuePlan with(Limits now) {
        return new QueuePlan(id, description, workTime, offWorkPrompt, serving, now, announcing, sticky, callBackTime);
    }

    public QueuePlan with(Announcing now) {
        return new QueuePlan(id, description, workTime, offWorkPrompt, serving, limits, now, sticky, callBackTime);
    }

    public QueuePlan with(Sticky now) {
        return new QueuePlan(id, description, workTime, offWorkPrompt, serving, limits, announcing, now, callBackTime);
    }

    public QueuePlan callBackTime(Duration now) {
        return new QueuePlan(id, description, workTime, offWorkPrompt, serving, limits, announcing, sticky, now);
    }
}

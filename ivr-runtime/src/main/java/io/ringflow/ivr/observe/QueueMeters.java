package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.CentreObserver;
import io.ringflow.ivr.queue.QueueExit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What happens at queues as meters of an application and a queue. Thread-safe. There are {@value #MOST} such pairs at most:
 * what comes later is counted together as {@code other}, so that nobody who makes queues makes series without end.
 */
public final class QueueMeters implements CentreObserver {

    static final int MOST = 500;
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final UnaryOperator<String> applicationNames;
    private final Duration serviceLevel;
    private final Map<Labels, Series> series = new ConcurrentHashMap<>();
    private final Map<AgentKey, WrapUp> wrapUps = new ConcurrentHashMap<>();

    private record Labels(String application, String queue) {}

    private record AgentKey(String applicationId, String agentId) {}

    private record WrapUp(Series series, Instant since) {}

    /** What is counted of one queue. */
    private record Series(
            Counter entered,
            Counter handled,
            Counter handledInTime,
            Counter abandoned,
            Counter timedOut,
            Counter otherwiseLeft,
            Counter refused,
            Timer waited,
            Timer talk,
            Timer wrapUp) {}

    /**
     * @param applicationNames name by id
     * @param serviceLevel a caller is answered in time within this
     */
    public QueueMeters(MeterRegistry registry, UnaryOperator<String> applicationNames, Duration serviceLevel) {
        this.registry = registry;
        this.applicationNames = applicationNames;
        this.serviceLevel = serviceLevel;
        made(new Labels(OTHER, OTHER));
    }

    @Override
    public void callerEntered(CallerChange change) {
        of(change).entered().increment();
    }

    @Override
    public void callerLeft(CallerChange change, QueueExit how) {
        var one = of(change);
        var waited = Duration.between(change.enteredAt(), change.at());
        switch (how) {
            case ANSWERED -> {
                one.handled().increment();
                one.waited().record(waited);
                if (waited.compareTo(serviceLevel) <= 0) one.handledInTime().increment();
            }
            case HUNG_UP, KEY, CALL_GONE -> one.abandoned().increment();
            case TIMEOUT, MAX_WAIT -> one.timedOut().increment();
            case ELSEWHERE, CALLED_BACK, QUEUE_DELETED, AGENT_GONE, REMOVED, SERVER_STOPS ->
                one.otherwiseLeft().increment();
        }
    }

    @Override
    public void talkOver(CallerChange change, Duration talk) {
        of(change).talk().record(talk);
    }

    @Override
    public void agentRefused(CallerChange change, AgentRefusal why) {
        of(change).refused().increment();
    }

    /** The time after a talk ends with whatever comes next. */
    @Override
    public void agentChanged(AgentChange change) {
        var key = new AgentKey(change.applicationId(), change.agentId());
        wrapUpOver(key, change.at());
        if (change.why() == AgentEvent.TALK_OVER && change.queue().isPresent()) {
            wrapUps.put(
                    key, new WrapUp(of(change.applicationId(), change.queue().get()), change.at()));
        }
    }

    @Override
    public void agentOffDuty(String applicationId, String agentId, Instant at) {
        wrapUpOver(new AgentKey(applicationId, agentId), at);
    }

    private void wrapUpOver(AgentKey key, Instant at) {
        var over = wrapUps.remove(key);
        if (over != null) over.series().wrapUp().record(Duration.between(over.since(), at));
    }

    private Series of(CallerChange change) {
        return of(change.applicationId(), change.queue());
    }

    private Series of(String applicationId, String queue) {
        var labels = new Labels(applicationNames.apply(applicationId), queue);
        var known = series.get(labels);
        if (known != null) return known;
        return made(series.size() < MOST ? labels : new Labels(OTHER, OTHER));
    }

    private Series made(Labels labels) {
        return series.computeIfAbsent(labels, _ -> {
            var tags = Tags.of("application", labels.application(), "queue", labels.queue());
            return new Series(
                    counter(Meters.QUEUE_ENTERED, tags),
                    counter(Meters.QUEUE_HANDLED, tags),
                    counter(Meters.QUEUE_HANDLED_IN_TIME, tags),
                    counter(Meters.QUEUE_ABANDONED, tags),
                    counter(Meters.QUEUE_TIMED_OUT, tags),
                    counter(Meters.QUEUE_OTHERWISE_LEFT, tags),
                    counter(Meters.QUEUE_REFUSED, tags),
                    waiting(tags),
                    timer(Meters.QUEUE_TALK, tags),
                    timer(Meters.QUEUE_WRAP_UP, tags));
        });
    }

    private Counter counter(Meters meter, Tags tags) {
        return Counter.builder(meter.meterName())
                .description(meter.sentence())
                .tags(tags)
                .register(registry);
    }

    /** With buckets: service levels of other times can be had from these. */
    private Timer waiting(Tags tags) {
        return Timer.builder(Meters.QUEUE_WAIT.meterName())
                .description(Meters.QUEUE_WAIT.sentence())
                .tags(tags)
                .serviceLevelObjectives(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(3))
                .register(registry);
    }

    private Timer timer(Meters meter, Tags tags) {
        return Timer.builder(meter.meterName())
                .description(meter.sentence())
                .tags(tags)
                .register(registry);
    }
}

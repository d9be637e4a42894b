package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.flow.FlowObserver;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Facts about applications as meters. Thread-safe. Labels are outcomes, never an application's name or URL. */
public final class FlowMeters implements FlowObserver {

    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<Side, Timer> answered = new EnumMap<>(Side.class);
    private final Map<FlowAnswer.Origin, Timer> answers = new EnumMap<>(FlowAnswer.Origin.class);
    private final Counter opened;
    private final Counter closed;
    private final Counter delivered;
    private final Counter failed;
    private final Counter dropped;

    public FlowMeters(MeterRegistry registry) {
        this.registry = registry;
        opened = Counters.of(registry, Meters.FLOW_CIRCUIT, "change", "opened");
        closed = Counters.of(registry, Meters.FLOW_CIRCUIT, "change", "closed");
        delivered = Counters.of(registry, Meters.NOTIFICATIONS, "outcome", "delivered");
        failed = Counters.of(registry, Meters.NOTIFICATIONS, "outcome", "failed");
        dropped = Counters.of(registry, Meters.NOTIFICATIONS, "outcome", "dropped");
        for (Side side : Side.values()) {
            answered.put(side, timer(Meters.FLOW_REQUEST, "outcome", "ok", "side", SipMeters.label(side)));
        }
        for (FlowAnswer.Origin origin : FlowAnswer.Origin.values()) {
            answers.put(origin, timer(Meters.FLOW_ANSWER, "origin", SipMeters.label(origin)));
        }
    }

    /** @param pending notifications that are not delivered yet */
    public void watch(IntSupplier pending) {
        Gauge.builder(Meters.NOTIFICATIONS_PENDING.meterName(), pending, IntSupplier::getAsInt)
                .description(Meters.NOTIFICATIONS_PENDING.sentence())
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void exchanged(Application application, Side side, FlowFailure.@Nullable Kind failure, Duration took) {
        if (failure == null) {
            answered.get(side).record(took);
        } else {
            timer(Meters.FLOW_REQUEST, "outcome", SipMeters.label(failure), "side", SipMeters.label(side))
                    .record(took);
        }
    }

    @Override
    public void asked(Application application, FlowAnswer answer, Duration took) {
        answers.get(answer.origin()).record(took);
    }

    @Override
    public void circuitOpened(Application application, Side side) {
        opened.increment();
    }

    @Override
    public void circuitClosed(Application application, Side side) {
        closed.increment();
    }

    @Override
    public void notified(String applicationId, FlowFailure.@Nullable Kind failure, Duration took) {
        (failure == null ? delivered : failed).increment();
    }

    @Override
    public void notificationDropped(String applicationId) {
        dropped.increment();
    }

    private Timer timer(Meters meter, String... tags) {
        return Timer.builder(meter.meterName())
                .description(meter.sentence())
                .tags(tags)
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
    }
}

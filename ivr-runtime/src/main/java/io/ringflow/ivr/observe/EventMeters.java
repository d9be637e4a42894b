package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.event.EventObserver;
import java.util.concurrent.atomic.AtomicInteger;

/** Facts about event streams as meters. Thread-safe. */
public final class EventMeters implements EventObserver {

    private final AtomicInteger watching = new AtomicInteger();
    private final Counter dropped;
    private final Counter refused;

    public EventMeters(MeterRegistry registry) {
        Gauge.builder(Meters.EVENTS_WATCHERS.meterName(), watching, AtomicInteger::get)
                .description(Meters.EVENTS_WATCHERS.sentence())
                .register(registry);
        dropped = Counters.of(registry, Meters.EVENTS_DROPPED);
        refused = Counters.of(registry, Meters.EVENTS_REFUSED);
    }

    @Override
    public void watching(int watchers) {
        watching.set(watchers);
    }

    @Override
    public void dropped() {
        dropped.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }
}

package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Recordings as meters. Thread-safe. */
final class RecordingMeters {
    private final AtomicInteger active = new AtomicInteger();
    private final Counter published;
    private final Counter missing;
    private final Map<Failure, Counter> failed = new EnumMap<>(Failure.class);

    RecordingMeters(MeterRegistry registry) {
        Gauge.builder(Meters.RECORDINGS_ACTIVE.meterName(), active, AtomicInteger::get)
                .description(Meters.RECORDINGS_ACTIVE.sentence())
                .register(registry);
        published = Counters.of(registry, Meters.RECORDINGS_ENDED, "outcome", "published");
        for (Failure failure : Failure.values()) {
            failed.put(failure, Counters.of(registry, Meters.RECORDINGS_ENDED, "outcome", SipMeters.label(failure)));
        }
        missing = Counters.of(registry, Meters.RECORDINGS_MISSING);
    }

    void started() {
        active.incrementAndGet();
    }

    void ended(Recorded recorded) {
        active.decrementAndGet();
        recorded.failure().map(failed::get).orElse(published).increment();
        missing.increment(recorded.missing().toMillis() / 1_000.0);
    }
}

package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringflow.ivr.rest.RestObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Facts about REST requests as meters. Thread-safe. Labels are names of operations and groups of codes: closed sets. */
public final class RestMeters implements RestObserver {

    private static final int GROUP = 3;

    private final MeterRegistry registry;
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    private record Labels(String operation, String codes) {}

    public RestMeters(MeterRegistry registry) {
        this.registry = registry;
        timer(new Labels("other", "111"));
    }

    @Override
    public void answered(String operation, String statusCode, long nanos) {
        timer(new Labels(operation, statusCode.substring(0, GROUP))).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Labels labels) {
        return timers.computeIfAbsent(labels, wanted -> Timer.builder(Meters.REST_REQUEST.meterName())
                .description(Meters.REST_REQUEST.sentence())
                .tags("operation", wanted.operation(), "codes", wanted.codes())
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(1))
                .register(registry));
    }
}

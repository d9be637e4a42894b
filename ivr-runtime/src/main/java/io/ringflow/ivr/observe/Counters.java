package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Makes a counter of the list {@link Meters}. */
final class Counters {

    private Counters() {}

    /** @param tags name and value by turns */
    static Counter of(MeterRegistry registry, Meters meter, String... tags) {
        return Counter.builder(meter.meterName())
                .description(meter.sentence())
                .tags(tags)
                .register(registry);
    }
}

package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.trunk.OutboundTrunks;
import java.util.function.BooleanSupplier;

/** Which trunks answer and are registered, as gauges. Stateless. */
public final class TrunkMeters {

    private TrunkMeters() {}

    public static void watch(MeterRegistry registry, OutboundTrunks trunks) {
        trunks.checked().forEach(name -> gauge(registry, Meters.TRUNK_UP, name, () -> trunks.up(name)));
        trunks.registering()
                .forEach(name -> gauge(registry, Meters.TRUNK_REGISTERED, name, () -> trunks.registered(name)));
    }

    private static void gauge(MeterRegistry registry, Meters meter, String trunk, BooleanSupplier is) {
        Gauge.builder(meter.meterName(), is, now -> now.getAsBoolean() ? 1 : 0)
                .description(meter.sentence())
                .tags("trunk", trunk)
                .strongReference(true)
                .register(registry);
    }
}

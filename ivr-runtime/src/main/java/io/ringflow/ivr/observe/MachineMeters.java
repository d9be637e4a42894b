package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.IntSupplier;

/** Figures of the process and the machine. Closing it frees what listens to the collector. */
public record MachineMeters(JvmGcMetrics collector) implements AutoCloseable {

    /**
     * Adds them all.
     *
     * @param restingCarriers how many of the threads that carry virtual ones rest
     */
    public static MachineMeters bind(MeterRegistry registry, IntSupplier restingCarriers) {
        var collector = new JvmGcMetrics();
        collector.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder(Meters.CARRIERS_RESTING.meterName(), restingCarriers::getAsInt)
                .description(Meters.CARRIERS_RESTING.sentence())
                .register(registry);
        return new MachineMeters(collector);
    }

    @Override
    public void close() {
        collector.close();
    }
}

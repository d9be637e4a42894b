package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** Figures of the process and the machine. Closing it frees what listens to the collector. */
public record MachineMeters(JvmGcMetrics collector) implements AutoCloseable {

    /** Adds them all. */
    public static MachineMeters bind(MeterRegistry registry) {
        var collector = new JvmGcMetrics();
        collector.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return new MachineMeters(collector);
    }

    @Override
    public void close() {
        collector.close();
    }
}

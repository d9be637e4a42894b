package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.sip.registrar.RegistrarObserver;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Facts about registrations and passwords as meters. Thread-safe; every meter is made beforehand. */
public final class RegistrarMeters implements RegistrarObserver {

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> registrations = new EnumMap<>(Outcome.class);
    private final Map<Denial, Counter> denials = new EnumMap<>(Denial.class);
    private final Counter challenges;

    public RegistrarMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var outcome : Outcome.values()) {
            registrations.put(
                    outcome, Counters.of(registry, Meters.REGISTRATIONS, "outcome", SipMeters.label(outcome)));
        }
        for (var denial : Denial.values()) {
            denials.put(denial, Counters.of(registry, Meters.SIP_DENIED, "reason", SipMeters.label(denial)));
        }
        challenges = Counters.of(registry, Meters.SIP_CHALLENGES);
    }

    /** @param bindings that there are now */
    public void watch(IntSupplier bindings) {
        Gauge.builder(Meters.BINDINGS.meterName(), bindings, IntSupplier::getAsInt)
                .description(Meters.BINDINGS.sentence())
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void registered(Outcome outcome) {
        registrations.get(outcome).increment();
    }

    @Override
    public void asked() {
        challenges.increment();
    }

    @Override
    public void denied(Denial why) {
        denials.get(why).increment();
    }
}

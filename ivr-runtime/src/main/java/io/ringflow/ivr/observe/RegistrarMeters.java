package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringflow.ivr.account.TelephoneChecks;
import io.ringflow.sip.registrar.RegistrarObserver;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Facts about registrations, passwords and telephones as meters. Thread-safe; every meter is made beforehand. */
public final class RegistrarMeters implements RegistrarObserver, TelephoneChecks.Observer {

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> registrations = new EnumMap<>(Outcome.class);
    private final Map<Denial, Counter> denials = new EnumMap<>(Denial.class);
    private final Counter challenges;
    private final Counter silences;
    private final Timer answers;

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
        silences = Counters.of(registry, Meters.TELEPHONES_SILENT);
        answers = Timer.builder(Meters.TELEPHONE_ANSWERS.meterName())
                .description(Meters.TELEPHONE_ANSWERS.sentence())
                .register(registry);
    }

    /**
     * @param bindings that there are now
     * @param lost of these, how many are not called
     */
    public void watch(IntSupplier bindings, IntSupplier lost) {
        gauge(Meters.BINDINGS, bindings);
        gauge(Meters.TELEPHONES_LOST, lost);
    }

    private void gauge(Meters meter, IntSupplier value) {
        Gauge.builder(meter.meterName(), value, IntSupplier::getAsInt)
                .description(meter.sentence())
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void answered(Duration took) {
        answers.record(took);
    }

    @Override
    public void silent() {
        silences.increment();
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

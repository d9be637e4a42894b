package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.ledger.MappedLedger;

/** The ledger of calls as meters. */
public final class LedgerMeters {

    private final MeterRegistry registry;

    public LedgerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts what an earlier process left. */
    public void left(long alive, long ended, long damaged) {
        Counters.of(registry, Meters.CALLS_LEFT, "state", "alive").increment(alive);
        Counters.of(registry, Meters.CALLS_LEFT, "state", "ended").increment(ended);
        Counters.of(registry, Meters.CALLS_LEFT, "state", "damaged").increment(damaged);
    }

    public void watch(MappedLedger ledger) {
        FunctionCounter.builder(Meters.CALLS_UNNOTED.meterName(), ledger, MappedLedger::missed)
                .description(Meters.CALLS_UNNOTED.sentence())
                .register(registry);
    }
}

package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringflow.ivr.call.Call;
import io.ringflow.ivr.call.CallObserver;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CallSummary;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Facts about calls as meters. Thread-safe; every meter but those of calls out is made beforehand. */
public final class CallMeters implements CallObserver {

    private final MeterRegistry registry;
    private final Counter started;
    private final Map<Cause, Counter> ended = new EnumMap<>(Cause.class);
    private final Map<Cause, Counter> refused = new EnumMap<>(Cause.class);
    private final Timer duration;

    public CallMeters(MeterRegistry registry, CallRegistry calls) {
        this.registry = registry;
        Gauge.builder(Meters.CALLS_ACTIVE.meterName(), calls, CallRegistry::size)
                .description(Meters.CALLS_ACTIVE.sentence())
                .register(registry);
        started = Counters.of(registry, Meters.CALLS_STARTED);
        for (Cause cause : Cause.values()) {
            String party = SipMeters.label(cause.party());
            ended.put(
                    cause, Counters.of(registry, Meters.CALLS_ENDED, "cause", SipMeters.label(cause), "party", party));
            refused.put(
                    cause,
                    Counters.of(registry, Meters.CALLS_REFUSED, "cause", SipMeters.label(cause), "party", party));
        }
        duration = Timer.builder(Meters.CALL_DURATION.meterName())
                .description(Meters.CALL_DURATION.sentence())
                .serviceLevelObjectives(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10))
                .register(registry);
    }

    @Override
    public void refused(EndReason reason) {
        refused.get(reason.cause()).increment();
    }

    @Override
    public void started(Call call) {
        started.increment();
    }

    @Override
    public void partyEnded(Call call, String trunk, EndReason reason, Duration talked) {
        calledOut(trunk, reason);
    }

    /** A few thousand pairs could be, and few are: made at the first need. */
    private void calledOut(String trunk, EndReason reason) {
        Counters.of(registry, Meters.CALLS_OUT, "trunk", trunk, "cause", SipMeters.label(reason.cause()))
                .increment();
    }

    @Override
    public void ended(CallSummary summary) {
        if (summary.outbound()) calledOut(summary.trunk(), summary.reason());
        ended.get(summary.reason().cause()).increment();
        if (summary.answeredAt().isPresent()) duration.record(summary.duration());
    }
}

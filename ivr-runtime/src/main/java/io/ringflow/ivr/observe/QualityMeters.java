package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.media.MediaQuality;
import io.ringflow.media.MediaQuality.OneWay;
import io.ringflow.media.MediaStats;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What calls sounded like, by trunk. Thread-safe; trunks are those of the configuration, so labels are bounded. */
final class QualityMeters {

    private final MeterRegistry registry;
    private final Map<String, Trunk> trunks = new ConcurrentHashMap<>();

    /** The meters of one trunk, made when its first call ends. */
    private record Trunk(
            DistributionSummary heard,
            DistributionSummary remote,
            DistributionSummary missing,
            DistributionSummary concealed,
            DistributionSummary buffer,
            Map<OneWay, Counter> oneWay) {}

    QualityMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void closed(String trunk, MediaStats last) {
        MediaQuality quality = last.quality();
        if (quality.listening() < 0) return;
        var meters = trunk(trunk);
        meters.heard.record(quality.conversational());
        if (quality.remote() >= 0) meters.remote.record(quality.remote());
        meters.missing.record(quality.missing());
        meters.concealed.record(quality.concealed());
        if (quality.bufferMostMillis() > 0) {
            meters.buffer.record(quality.bufferMostMillis());
        }
    }

    void oneWay(String trunk, OneWay cause) {
        trunk(trunk).oneWay.get(cause).increment();
    }

    private Trunk trunk(String name) {
        var known = trunks.get(name);
        return known != null ? known : trunks.computeIfAbsent(name, this::open);
    }

    private Trunk open(String trunk) {
        var causes = new EnumMap<OneWay, Counter>(OneWay.class);
        for (OneWay cause : OneWay.values()) {
            causes.put(
                    cause, Counters.of(registry, Meters.CALL_ONE_WAY, "trunk", trunk, "cause", SipMeters.label(cause)));
        }
        return new Trunk(
                summary(Meters.CALL_MOS, new double[] {2, 3, 3.6, 4, 4.3}, "trunk", trunk, "direction", "in"),
                summary(Meters.CALL_MOS, new double[] {2, 3, 3.6, 4, 4.3}, "trunk", trunk, "direction", "out"),
                summary(Meters.CALL_MISSING, new double[] {0.001, 0.01, 0.05, 0.2}, "trunk", trunk),
                summary(Meters.CALL_CONCEALED, new double[] {0.001, 0.01, 0.05, 0.2}, "trunk", trunk),
                summary(Meters.CALL_BUFFER, new double[] {40, 60, 100, 200}, "trunk", trunk),
                causes);
    }

    private DistributionSummary summary(Meters meter, double[] bounds, String... tags) {
        return DistributionSummary.builder(meter.meterName())
                .description(meter.sentence())
                .tags(tags)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }
}

package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechObserver;
import io.ringflow.ivr.speech.SpeechStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Facts about speech as meters. Thread-safe; every meter is made beforehand. */
public final class SpeechMeters implements SpeechObserver {

    private final MeterRegistry registry;
    private final Map<Source, Counter> wanted = new EnumMap<>(Source.class);
    private final Map<SpeechFailure.Kind, Timer> failed = new EnumMap<>(SpeechFailure.Kind.class);
    private final Timer synthesised;
    private final Counter corrupt;

    public SpeechMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var source : Source.values()) {
            wanted.put(source, Counters.of(registry, Meters.SPEECH_WANTED, "from", SipMeters.label(source)));
        }
        for (var kind : SpeechFailure.Kind.values()) failed.put(kind, timer(SipMeters.label(kind)));
        synthesised = timer("ok");
        corrupt = Counters.of(registry, Meters.SPEECH_CORRUPT);
    }

    /** Shows how much is kept on disk. */
    public void watch(SpeechStore store) {
        Gauge.builder(Meters.SPEECH_CACHE.meterName(), store, SpeechStore::bytesOnDisk)
                .description(Meters.SPEECH_CACHE.sentence())
                .register(registry);
    }

    @Override
    public void wanted(Source source) {
        wanted.get(source).increment();
    }

    @Override
    public void synthesised(long nanos) {
        synthesised.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(SpeechFailure.Kind kind, long nanos) {
        failed.get(kind).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void corrupt() {
        corrupt.increment();
    }

    private Timer timer(String outcome) {
        return Timer.builder(Meters.SPEECH_SYNTHESIS.meterName())
                .description(Meters.SPEECH_SYNTHESIS.sentence())
                .tag("outcome", outcome)
                .serviceLevelObjectives(
                        Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5))
                .register(registry);
    }
}

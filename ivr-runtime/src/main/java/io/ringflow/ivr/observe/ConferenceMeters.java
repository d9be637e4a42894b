package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Conferences as meters, all together: a conference has no label. Thread-safe; told on media loops, allocates nothing. */
final class ConferenceMeters {
    private static final double NANOS = 1e9;

    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger members = new AtomicInteger();
    private final LongAdder mixingNanos = new LongAdder();
    private final LongAdder mixes = new LongAdder();
    private final LongAdder encodings = new LongAdder();
    private final Counter refused;
    private final AtomicInteger relayed = new AtomicInteger();
    private final LongAdder relays = new LongAdder();

    ConferenceMeters(MeterRegistry registry) {
        gauge(registry, Meters.CONFERENCES_ACTIVE, active);
        gauge(registry, Meters.CONFERENCE_MEMBERS, members);
        FunctionCounter.builder(Meters.CONFERENCE_MIXING.meterName(), mixingNanos, nanos -> nanos.sum() / NANOS)
                .description(Meters.CONFERENCE_MIXING.sentence())
                .register(registry);
        frames(registry, mixes, "mixed");
        frames(registry, encodings, "encoded");
        gauge(registry, Meters.CONFERENCES_RELAYED, relayed);
        FunctionCounter.builder(Meters.CONFERENCE_RELAYS.meterName(), relays, LongAdder::sum)
                .description(Meters.CONFERENCE_RELAYS.sentence())
                .register(registry);
        refused = Counters.of(registry, Meters.CONFERENCE_FULL);
    }

    private static void gauge(MeterRegistry registry, Meters meter, AtomicInteger value) {
        Gauge.builder(meter.meterName(), value, AtomicInteger::get)
                .description(meter.sentence())
                .register(registry);
    }

    private static void frames(MeterRegistry registry, LongAdder count, String made) {
        FunctionCounter.builder(Meters.CONFERENCE_FRAMES.meterName(), count, LongAdder::sum)
                .description(Meters.CONFERENCE_FRAMES.sentence())
                .tag("made", made)
                .register(registry);
    }

    void opened() {
        active.incrementAndGet();
    }

    void closed() {
        active.decrementAndGet();
    }

    void joined() {
        members.incrementAndGet();
    }

    void left() {
        members.decrementAndGet();
    }

    void full() {
        refused.increment();
    }

    void relayBegan() {
        relayed.incrementAndGet();
        relays.increment();
    }

    void relayEnded() {
        relayed.decrementAndGet();
    }

    void mixed(long nanos, int mixesMade, int encodingsMade) {
        mixingNanos.add(nanos);
        mixes.add(mixesMade);
        encodings.add(encodingsMade);
    }
}

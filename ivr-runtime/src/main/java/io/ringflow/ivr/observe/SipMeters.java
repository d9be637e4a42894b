package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Signalling facts as meters. Thread-safe; every meter is made beforehand. */
public final class SipMeters implements SipObserver {

    private final Map<Transport, Counter> received = new EnumMap<>(Transport.class);
    private final Map<Transport, Counter> sent = new EnumMap<>(Transport.class);
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Counter retransmissions;
    private final Timer setup;

    public SipMeters(MeterRegistry registry) {
        for (Transport transport : Transport.values()) {
            received.put(transport, messages(registry, "in", transport));
            sent.put(transport, messages(registry, "out", transport));
        }
        for (Refusal refusal : Refusal.values()) {
            refused.put(refusal, Counters.of(registry, Meters.SIP_REFUSED, "reason", label(refusal)));
        }
        retransmissions = Counters.of(registry, Meters.SIP_RETRANSMISSIONS);
        setup = Timer.builder(Meters.CALL_SETUP.meterName())
                .description(Meters.CALL_SETUP.sentence())
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
    }

    @Override
    public void messageReceived(Transport transport, int bytes) {
        received.get(transport).increment();
    }

    @Override
    public void messageSent(Transport transport, int bytes) {
        sent.get(transport).increment();
    }

    @Override
    public void refused(Refusal why, InetSocketAddress source) {
        refused.get(why).increment();
    }

    @Override
    public void retransmitted(Transport transport) {
        retransmissions.increment();
    }

    @Override
    public void legAnswered(String legId, long nanosSinceInvite) {
        setup.record(nanosSinceInvite, TimeUnit.NANOSECONDS);
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Counter messages(MeterRegistry registry, String direction, Transport transport) {
        return Counters.of(registry, Meters.SIP_MESSAGES, "direction", direction, "transport", transport.parameter());
    }
}

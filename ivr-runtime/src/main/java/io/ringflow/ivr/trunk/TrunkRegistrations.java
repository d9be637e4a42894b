package io.ringflow.ivr.trunk;

import io.ringflow.sip.leg.ClientRegistration.Outcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps trunks registered with their peers, each on its own, whatever becomes of the others. Thread-safe. */
public final class TrunkRegistrations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkRegistrations.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final double RENEWED_AFTER = 0.85;
    private static final int MOST_DOUBLINGS = 6;

    private final Port port;
    private final ScheduledExecutorService timers;
    private final List<Registration> registrations;

    private volatile boolean closed;

    /** Sends REGISTER. Never waits. */
    @FunctionalInterface
    public interface Port {
        /** @param told once what became of it */
        void register(OutboundSide side, InetSocketAddress address, Duration expires, Consumer<Outcome> told);
    }

    /**
     * Begins at once.
     *
     * @param timers stays the caller's
     */
    public TrunkRegistrations(OutboundTrunks trunks, Port port, ScheduledExecutorService timers) {
        this.port = port;
        this.timers = timers;
        this.registrations = trunks.exits().stream()
                .filter(exit -> exit.side().upkeep().registration().isPresent())
                .map(Registration::new)
                .toList();
        registrations.forEach(Registration::register);
    }

    /** What is to be done for one trunk; one exchange or one timer at a time. */
    private final class Registration {
        private final OutboundTrunks.Exit exit;
        private int failures;
        private @Nullable InetSocketAddress registeredAt;
        private @Nullable Future<?> timer;

        Registration(OutboundTrunks.Exit exit) {
            this.exit = exit;
        }

        synchronized void register() {
            if (closed) return;
            var side = exit.side();
            // A name may still be looked up.
            var addresses = exit.inOrder(side.peer().known());
            if (addresses.isEmpty()) {
                again(Duration.ofSeconds(1));
                return;
            }
            var address = addresses.get(failures % addresses.size());
            var expires = side.upkeep().registration().orElseThrow().expires();
            try {
                port.register(side, address, expires, outcome -> heard(address, outcome));
            } catch (RuntimeException failed) {
                LOG.warn("trunk {} can't register: {}", exit.trunk().name(), failed.getMessage());
                heard(address, new Outcome(0, Duration.ZERO, Optional.empty()));
            }
        }

        private synchronized void heard(InetSocketAddress address, Outcome outcome) {
            if (closed) return;
            if (outcome.registered()) {
                if (registeredAt == null) {
                    LOG.info("trunk {} is registered at {}", exit.trunk().name(), address);
                }
                failures = 0;
                registeredAt = address;
                exit.registered(true);
                again(Duration.ofMillis((long) (outcome.granted().toMillis() * RENEWED_AFTER)));
                return;
            }
            failures++;
            var wait = outcome.retryAfter().orElseGet(this::backOff);
            LOG.warn(
                    "trunk {} can't register at {}: {}; again in {} s",
                    exit.trunk().name(),
                    address,
                    outcome.status() == 0 ? "no answer" : outcome.status(),
                    wait.toSeconds());
            registeredAt = null;
            exit.registered(false);
            again(wait);
        }

        /** Doubled with each failure, and spread: a registrar that comes back is not stormed. */
        private Duration backOff() {
            long millis = FIRST_WAIT.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
            double spread = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
            return Duration.ofMillis((long) (Math.min(millis, LONGEST_WAIT.toMillis()) * spread));
        }

        private void again(Duration after) {
            long millis = Math.max(1_000, after.toMillis());
            timer = timers.schedule(this::register, millis, TimeUnit.MILLISECONDS);
        }

        synchronized void end() {
            if (timer != null) timer.cancel(false);
            if (registeredAt != null) port.register(exit.side(), registeredAt, Duration.ZERO, outcome -> {});
            registeredAt = null;
        }
    }

    /** Takes them back, without waiting for what the peers say to that. */
    @Override
    public void close() {
        closed = true;
        registrations.forEach(Registration::end);
    }
}

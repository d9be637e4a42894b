package io.ringflow.ivr.trunk;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the peers of trunks again and again whether they are there. Thread-safe; the rounds are the timers'. */
public final class TrunkChecks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkChecks.class);
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final Ping ping;
    private final List<Future<?>> rounds;

    /** Asks one address. Never waits. */
    @FunctionalInterface
    public interface Ping {
        /** @param told once: how long the answer took; empty: there was none */
        void ask(OutboundSide side, InetSocketAddress address, Consumer<Optional<Duration>> told);
    }

    /**
     * Begins with those trunks that are to be asked.
     *
     * @param timers stays the caller's
     */
    public TrunkChecks(OutboundTrunks trunks, Ping ping, ScheduledExecutorService timers) {
        this.ping = ping;
        this.rounds = trunks.exits().stream()
                .filter(exit -> exit.side().upkeep().checkInterval().isPositive())
                .<Future<?>>map(exit -> timers.scheduleAtFixedRate(
                        () -> round(exit),
                        FIRST.toMillis(),
                        exit.side().upkeep().checkInterval().toMillis(),
                        TimeUnit.MILLISECONDS))
                .toList();
    }

    private void round(OutboundTrunks.Exit exit) {
        for (var address : exit.side().peer().known()) {
            try {
                ping.ask(exit.side(), address, answer -> heard(exit, address, answer.isPresent()));
            } catch (RuntimeException failed) {
                // The next round comes all the same.
                LOG.warn("trunk {}: {} can't be asked: {}", exit.trunk().name(), address, failed.getMessage());
            }
        }
    }

    private static void heard(OutboundTrunks.Exit exit, InetSocketAddress address, boolean answered) {
        var presence = exit.presence(address);
        boolean before = presence.lost();
        if (answered) presence.answered();
        else presence.silent();
        boolean now = presence.lost();
        if (now && !before)
            LOG.warn("trunk {}: {} does not answer any more", exit.trunk().name(), address);
        if (before && !now) LOG.info("trunk {}: {} answers again", exit.trunk().name(), address);
    }

    @Override
    public void close() {
        rounds.forEach(round -> round.cancel(false));
    }
}

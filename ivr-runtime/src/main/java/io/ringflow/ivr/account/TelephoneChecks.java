package io.ringflow.ivr.account;

import io.ringflow.ivr.trunk.Presence;
import io.ringflow.sip.registrar.Binding;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every registered telephone again and again whether it is there: its answers keep the NAT before it open. One that is
 * lost, by its {@link Presence}, is not called until it answers or registers anew. Thread-safe; the rounds are the timers'.
 */
public final class TelephoneChecks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelephoneChecks.class);
    /** Questions of one round leave in this rhythm, not all at once. */
    private static final long SLICE_MILLIS = 100;

    private final Supplier<List<Binding>> telephones;
    private final Duration interval;
    private final ScheduledExecutorService timers;
    private final Observer observer;
    private final Map<Key, Watch> watched = new ConcurrentHashMap<>();

    private volatile Ping ping = (telephone, told) -> {};
    private volatile boolean closed;
    private volatile @Nullable Future<?> rounds;
    private volatile @Nullable Future<?> slice;

    /** Asks one telephone. Never waits. */
    @FunctionalInterface
    public interface Ping {
        /** @param told once: how long the answer took; empty: there was none */
        void ask(Binding telephone, Consumer<Optional<Duration>> told);
    }

    /** Hears what came of each question. Contract: fast, no lock, no throw, any thread. */
    public interface Observer {
        default void answered(Duration took) {}

        default void silent() {}
    }

    /** A telephone by the way that leads to it: where that is another, nothing is known of it. */
    private record Key(String account, String contact, InetSocketAddress peer) {
        static Key of(Binding telephone) {
            return new Key(telephone.account(), telephone.contact(), telephone.peer());
        }
    }

    /** What is known of one. */
    private static final class Watch {
        final Presence presence = new Presence();
        private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);

        /** Whoever registers anew is there at that moment. */
        void sees(Binding telephone) {
            if (!until.getAndSet(telephone.expires()).equals(telephone.expires())) presence.seen();
        }
    }

    /**
     * Asks nobody before {@link #start}.
     *
     * @param telephones those that are registered now
     * @param interval between two questions to the same one; zero: none is asked
     * @param timers stays the caller's
     */
    public TelephoneChecks(
            Supplier<List<Binding>> telephones, Duration interval, ScheduledExecutorService timers, Observer observer) {
        this.telephones = telephones;
        this.interval = interval;
        this.timers = timers;
        this.observer = observer;
    }

    public void start(Ping by) {
        if (interval.isZero()) return;
        ping = by;
        long millis = interval.toMillis();
        rounds = timers.scheduleAtFixedRate(this::round, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Whether a call to it makes sense. */
    public boolean reachable(Binding telephone) {
        var watch = watched.get(Key.of(telephone));
        if (watch == null) return true;
        watch.sees(telephone);
        return !watch.presence.lost();
    }

    /** Telephones that are registered and not called, because they are silent. */
    public int lost() {
        return (int)
                watched.values().stream().filter(watch -> watch.presence.lost()).count();
    }

    private void round() {
        var all = telephones.get();
        var present = all.stream().map(Key::of).collect(Collectors.toSet());
        watched.keySet().retainAll(present);
        int slices = (int) Math.clamp(interval.toMillis() / SLICE_MILLIS, 1, Math.max(1, all.size()));
        ask(all, 0, slices);
    }

    private void ask(List<Binding> all, int number, int slices) {
        if (closed || all.isEmpty()) return;
        int from = (int) ((long) all.size() * number / slices);
        int to = (int) ((long) all.size() * (number + 1) / slices);
        all.subList(from, to).forEach(this::ask);
        if (number + 1 == slices) return;
        slice = timers.schedule(() -> ask(all, number + 1, slices), SLICE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask(Binding telephone) {
        var watch = watched.computeIfAbsent(Key.of(telephone), key -> new Watch());
        watch.sees(telephone);
        try {
            ping.ask(telephone, answer -> heard(watch.presence, answer));
        } catch (RuntimeException failed) {
            // The next round comes all the same.
            LOG.warn("a telephone of {} can't be asked: {}", telephone.account(), failed.getMessage());
        }
    }

    private void heard(Presence presence, Optional<Duration> answer) {
        answer.ifPresentOrElse(took -> presence.answered(), presence::silent);
        answer.ifPresentOrElse(observer::answered, observer::silent);
    }

    @Override
    public void close() {
        closed = true;
        for (var timer : new Future<?>[] {rounds, slice}) {
            if (timer != null) timer.cancel(false);
        }
    }
}

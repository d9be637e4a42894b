package io.ringflow.ivr.trunk;

import io.ringflow.media.MediaProfile;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Chooses the trunk that a call of ours goes out by, and keeps to what each may carry. Thread-safe. */
public final class OutboundTrunks {

    private final List<Exit> exits;
    private final InstantSource clock;

    /** A trunk that calls go out by, and what is known of it at this moment. Thread-safe. */
    record Exit(
            Trunk trunk,
            OutboundSide side,
            AtomicInteger calls,
            CallRate rate,
            Map<InetSocketAddress, Presence> presences,
            AtomicBoolean isRegistered) {

        Exit(Trunk trunk, OutboundSide side) {
            this(
                    trunk,
                    side,
                    new AtomicInteger(),
                    new CallRate(side.callsPerSecond()),
                    new ConcurrentHashMap<>(),
                    new AtomicBoolean());
        }

        Presence presence(InetSocketAddress address) {
            return presences.computeIfAbsent(address, any -> new Presence());
        }

        void registered(boolean now) {
            isRegistered.set(now);
        }

        /** Whether an address of it is there, as far as one knows. */
        boolean up() {
            if (presences.isEmpty()) return true;
            var known = side.peer().known();
            return known.isEmpty() || known.stream().anyMatch(address -> !lost(address));
        }

        private boolean lost(InetSocketAddress address) {
            var presence = presences.get(address);
            return presence != null && presence.lost();
        }

        /** Those that are silent last. */
        List<InetSocketAddress> inOrder(List<InetSocketAddress> addresses) {
            return addresses.stream().sorted(Comparator.comparing(this::lost)).toList();
        }
    }

    private record Served(Exit exit, int length) {}

    /** A place on a trunk for one call of ours. Thread-safe; closing gives it back, and is idempotent. */
    public static final class Line implements AutoCloseable {

        private final Exit exit;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Line(Exit exit) {
            this.exit = exit;
        }

        public OutboundSide side() {
            return exit.side;
        }

        /** Addresses of its peer, those to try first first; may wait as {@link TrunkPeer#addresses} does. */
        public List<InetSocketAddress> addresses() {
            return exit.inOrder(exit.side.peer().addresses());
        }

        /** Those that are known; never waits. */
        public List<InetSocketAddress> known() {
            return exit.inOrder(exit.side.peer().known());
        }

        /** How the call's media is treated; bears the trunk's name. */
        public MediaProfile media() {
            return exit.trunk.media();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) exit.calls.decrementAndGet();
        }
    }

    public OutboundTrunks(List<Trunk> trunks, InstantSource clock) {
        var all = new ArrayList<Exit>();
        for (var trunk : trunks) {
            trunk.outbound().ifPresent(side -> all.add(new Exit(trunk, side)));
        }
        this.exits = List.copyOf(all);
        // The first call shall not wait, and who is a second choice is not waited for at all.
        all.forEach(exit -> exit.side.peer().refresh());
        this.clock = clock;
    }

    /** Whether any trunk serves this number. */
    public boolean serves(String number) {
        return serves(number, trunk -> true);
    }

    /** Whether any trunk serves this number that is eligible, whether or not it has room; its name is looked up. */
    public boolean serves(String number, Predicate<Trunk> eligible) {
        boolean any = false;
        for (var exit : exits) {
            if (exit.side.serves(number) >= 0 && eligible.test(exit.trunk)) {
                exit.side.peer().refresh();
                any = true;
            }
        }
        return any;
    }

    /** By the clock that rates are counted by. */
    public Instant now() {
        return clock.instant();
    }

    /** As {@link #take(String, Predicate)}, of all trunks. */
    public Optional<Line> take(String number) {
        return take(number, trunk -> true);
    }

    /**
     * A place for a call to this number: on the trunk that serves the longest beginning of it, and of several such ones
     * on the first in the configuration; one that is full or has begun as many calls as it may is passed over. Trunks that
     * do not answer any more come after all others.
     */
    public Optional<Line> take(String number, Predicate<Trunk> eligible) {
        return exits.stream()
                .filter(exit -> eligible.test(exit.trunk))
                .map(exit -> new Served(exit, exit.side.serves(number)))
                .filter(served -> served.length >= 0)
                .sorted(Comparator.comparing((Served served) -> !served.exit.up())
                        .thenComparing(Comparator.comparingInt(Served::length).reversed()))
                .flatMap(served -> place(served.exit).stream())
                .findFirst();
    }

    /** Names of the trunks whose peers are asked whether they are there. */
    public List<String> checked() {
        return exits.stream()
                .filter(exit -> exit.side.upkeep().checkInterval().isPositive())
                .map(exit -> exit.trunk.name())
                .toList();
    }

    /** Whether a trunk answers, as far as one knows. */
    public boolean up(String trunk) {
        return exits.stream().filter(exit -> exit.trunk.name().equals(trunk)).allMatch(Exit::up);
    }

    /** Names of the trunks that register with their peers. */
    public List<String> registering() {
        return exits.stream()
                .filter(exit -> exit.side.upkeep().registration().isPresent())
                .map(exit -> exit.trunk.name())
                .toList();
    }

    /** Whether a trunk is registered with its peer. */
    public boolean registered(String trunk) {
        return exits.stream().anyMatch(exit -> exit.trunk.name().equals(trunk) && exit.isRegistered.get());
    }

    List<Exit> exits() {
        return exits;
    }

    /** Calls of ours on a trunk now. */
    public int calls(String trunk) {
        return exits.stream()
                .filter(exit -> exit.trunk.name().equals(trunk))
                .mapToInt(exit -> exit.calls.get())
                .sum();
    }

    private Optional<Line> place(Exit exit) {
        int before = exit.calls.getAndUpdate(now -> now < exit.side.maxCalls() ? now + 1 : now);
        if (before >= exit.side.maxCalls()) return Optional.empty();
        var line = new Line(exit);
        if (exit.rate.allows(clock.millis())) return Optional.of(line);
        line.close();
        return Optional.empty();
    }
}

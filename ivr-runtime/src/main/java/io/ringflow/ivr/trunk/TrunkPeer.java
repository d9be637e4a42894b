package io.ringflow.ivr.trunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where calls over a trunk are sent: an address, or a host name with the addresses it has now (A, AAAA). What was found is
 * good for a minute; then it is looked up anew while calls go on to the old ones, so that a name server that fails does
 * not stop them. Thread-safe.
 */
public final class TrunkPeer {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkPeer.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String host;
    private final int port;
    private final Source source;
    private final InstantSource clock;
    private final AtomicReference<Optional<CompletableFuture<Found>>> underWay =
            new AtomicReference<>(Optional.empty());

    private volatile Found found;

    /** Where addresses come from; may take its time. */
    public interface Source {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private record Found(List<InetAddress> addresses, Instant until) {}

    TrunkPeer(String host, int port, List<InetAddress> known, Instant until, Source source, InstantSource clock) {
        this.host = host;
        this.port = port;
        this.found = new Found(known, until);
        this.source = source;
        this.clock = clock;
    }

    /** One that is always there. */
    public static TrunkPeer of(InetSocketAddress address) {
        var host = SipNumber.host(address.getAddress().getHostAddress());
        var known = List.of(address.getAddress());
        return new TrunkPeer(
                host, address.getPort(), known, Instant.MAX, InetAddress::getAllByName, InstantSource.system());
    }

    /** One whose addresses are still to be looked up. */
    public static TrunkPeer named(String host, int port) {
        return named(host, port, InetAddress::getAllByName, InstantSource.system());
    }

    static TrunkPeer named(String host, int port, Source source, InstantSource clock) {
        return new TrunkPeer(host, port, List.of(), Instant.MIN, source, clock);
    }

    /** Host and port as they stand in a URI; the port of a name only if it is not the usual one. */
    String hostPort() {
        return address().isEmpty() && port == 5060 ? host : host + ":" + port;
    }

    /** Its address, if it was given as one. */
    public Optional<InetSocketAddress> address() {
        var known = found;
        return known.until().equals(Instant.MAX)
                ? Optional.of(new InetSocketAddress(known.addresses().getFirst(), port))
                : Optional.empty();
    }

    /** Its addresses, those to try first first; waits up to two seconds when none is known. Empty: there are none. */
    public List<InetSocketAddress> addresses() {
        var known = known();
        if (!known.isEmpty()) return known;
        try {
            return sockets(lookUp().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Those that are known; begins to look them up when they are old. Never waits. */
    public List<InetSocketAddress> known() {
        var known = found;
        refresh();
        return sockets(known);
    }

    /** Begins to look them up when they are old. Never waits. */
    void refresh() {
        if (clock.instant().isAfter(found.until())) {
            var unused = lookUp();
        }
    }

    /** One look-up at a time, on a thread of its own: the system's resolver would hold the carrier of a virtual one. */
    private CompletableFuture<Found> lookUp() {
        while (true) {
            var running = underWay.get();
            if (running.isPresent()) return running.get();
            var result = new CompletableFuture<Found>();
            if (underWay.compareAndSet(running, Optional.of(result))) {
                Thread.ofPlatform().name("lookup-" + host).daemon().start(() -> lookUp(result));
                return result;
            }
        }
    }

    private void lookUp(CompletableFuture<Found> result) {
        var now = new Found(found.addresses(), clock.instant().plus(FRESH));
        try {
            now = new Found(List.of(source.addresses(host)), now.until());
        } catch (UnknownHostException | RuntimeException e) {
            LOG.warn(
                    "the trunk peer {} can't be looked up: {} known from before",
                    host,
                    now.addresses().size());
        }
        found = now;
        underWay.set(Optional.empty());
        result.complete(now);
    }

    private List<InetSocketAddress> sockets(Found from) {
        return from.addresses().stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

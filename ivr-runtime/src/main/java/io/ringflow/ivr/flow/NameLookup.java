package io.ringflow.ivr.flow;

import io.ringflow.sip.guard.TrustedNetworks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks host names up on platform threads: the system's resolver is native code, and a name server that hangs would
 * hold the carriers of all virtual threads, and with them every call. One lookup per name is under way at a time; the
 * JDK remembers what it found. Thread-safe.
 *
 * <p>Addresses that may not be asked are left out here, where the connection gets those it goes to: whatever a URL says, and
 * whatever a name server answers the second time, none leads there.
 */
final class NameLookup implements DnsResolver {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Source source;
    private final TrustedNetworks denied;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    /** Where addresses come from. */
    interface Source {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** @param denied networks of which no address is given, also if it is asked for by its digits */
    NameLookup(Source source, TrustedNetworks denied) {
        this.source = source;
        this.denied = denied;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return allowed(
                    host, underWay.computeIfAbsent(host, this::begin).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException _) {
            throw new UnknownHostException(host);
        } catch (TimeoutException _) {
            throw new UnknownHostException(host + ": no answer within " + PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted");
        }
    }

    private InetAddress[] allowed(String host, InetAddress[] found) throws UnknownHostException {
        var allowed =
                Stream.of(found).filter(address -> !denied.contains(address)).toArray(InetAddress[]::new);
        if (allowed.length > 0 || found.length == 0) return allowed;
        throw new UnknownHostException(host + ": " + found[0].getHostAddress() + " is in flow.denied-networks");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        var found = new CompletableFuture<InetAddress[]>();
        Thread.ofPlatform().name("lookup-" + host).daemon().start(() -> {
            InetAddress[] addresses;
            try {
                addresses = source.addresses(host);
            } catch (UnknownHostException | RuntimeException e) {
                underWay.remove(host);
                found.completeExceptionally(e);
                return;
            }
            // Whoever has this answer and asks again is to have a new one.
            underWay.remove(host);
            found.complete(addresses);
        });
        return found;
    }
}

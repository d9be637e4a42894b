package io.ringflow.ivr.flow;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks host names up on platform threads: the system's resolver is native code, and a name server that hangs would
 * hold the carriers of all virtual threads, and with them every call. One lookup per name is under way at a time; the
 * JDK remembers what it found. Thread-safe.
 */
final class NameLookup implements DnsResolver {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Source source;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    /** Where addresses come from. */
    interface Source {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    NameLookup(Source source) {
        this.source = source;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return underWay.computeIfAbsent(host, this::begin).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException _) {
            throw new UnknownHostException(host);
        } catch (TimeoutException _) {
            throw new UnknownHostException(host + ": no answer within " + PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted");
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        var found = new CompletableFuture<InetAddress[]>();
        Thread.ofPlatform().name("lookup-" + host).daemon().start(() -> {
            try {
                found.complete(source.addresses(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            } finally {
                underWay.remove(host);
            }
        });
        return found;
    }
}

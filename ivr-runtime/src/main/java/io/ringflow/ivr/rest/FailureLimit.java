package io.ringflow.ivr.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * Holds off addresses from which request after request fails to authenticate, whatever they send then: a right guess is
 * not told from a wrong one. Accounts that were right from there in the last hour go on, so that behind a proxy nobody
 * locks out the others. Thread-safe; bounded.
 */
public final class FailureLimit {

    static final int MOST_FAILURES = 20;
    /** Of failures; what {@code Retry-After} says. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_ADDRESSES = 20_000;
    private static final int IPV6 = 16;
    private static final int IPV6_NETWORK = 8;

    private final InstantSource clock;
    private final Cache<String, Window> failures =
            Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();
    private final Cache<Known, Instant> known =
            Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();

    private record Window(Instant end, int count) {
        Window next(Instant now) {
            return now.isBefore(end) ? new Window(end, count + 1) : new Window(now.plus(WINDOW), 1);
        }

        boolean full(Instant now) {
            return count >= MOST_FAILURES && now.isBefore(end);
        }
    }

    private record Known(String source, String account) {}

    public FailureLimit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A request was from nobody known.
     *
     * @throws RestRefused TOO_MANY_FAILURES, in place of what is wrong with it
     */
    public void failed(String address) {
        String source = source(address);
        refuseIfFull(source);
        var now = clock.instant();
        var first = new Window(now.plus(WINDOW), 1);
        failures.asMap().merge(source, first, (old, _) -> old.next(now));
    }

    /**
     * A request is of this account.
     *
     * @throws RestRefused TOO_MANY_FAILURES, if that might be a guess
     */
    public void passed(String address, String account) {
        var now = clock.instant();
        var knock = new Known(source(address), account);
        var last = known.getIfPresent(knock);
        if (last == null || last.plus(REMEMBERED).isBefore(now)) refuseIfFull(knock.source());
        known.put(knock, now);
    }

    private void refuseIfFull(String source) {
        var window = failures.getIfPresent(source);
        if (window != null && window.full(clock.instant())) throw new RestRefused(RestError.TOO_MANY_FAILURES);
    }

    /** One customer has a whole /64 of IPv6. */
    private static String source(String address) {
        if (!address.contains(":")) return address;
        try {
            byte[] octets = InetAddress.ofLiteral(address).getAddress();
            if (octets.length != IPV6) return address;
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(octets, IPV6_NETWORK), IPV6))
                    .getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException _) {
            return address;
        }
    }
}

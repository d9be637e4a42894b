package io.ringflow.sip.registrar;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords per account and address, and per address, in windows of a minute that begin with the first. An
 * IPv6 address stands for its /64. The table is bounded. Thread-safe.
 */
final class FailureLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int OF_ALL_ACCOUNTS = 10;
    private static final int MOST_ENTRIES = 20_000;
    private static final int LONGEST_NAME = 64;
    private static final String ANY = "";

    private final int most;
    private final InstantSource clock;
    private final Map<Key, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
            return size() > MOST_ENTRIES;
        }
    };

    private record Key(InetAddress source, String account) {}

    private record Count(Instant since, int failures) {}

    /** @param most wrong passwords of one account from one address in a minute; of all accounts ten times as many */
    FailureLimit(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Whether no password of this account is looked at any more, when it comes from there. */
    synchronized boolean blocks(InetAddress source, String account) {
        InetAddress network = network(source);
        return count(new Key(network, cut(account))) >= most || count(new Key(network, ANY)) >= most * OF_ALL_ACCOUNTS;
    }

    /** Counts a wrong password; true if it is the one that was too many. */
    synchronized boolean failed(InetAddress source, String account) {
        InetAddress network = network(source);
        boolean last = add(new Key(network, cut(account))) == most;
        boolean lastOfAll = add(new Key(network, ANY)) == most * OF_ALL_ACCOUNTS;
        return last || lastOfAll;
    }

    private int add(Key key) {
        int failures = count(key) + 1;
        Count was = counts.get(key);
        counts.put(key, new Count(failures == 1 || was == null ? clock.instant() : was.since(), failures));
        return failures;
    }

    private int count(Key key) {
        Count count = counts.get(key);
        boolean counts = count != null && clock.instant().isBefore(count.since().plus(WINDOW));
        return counts ? count.failures() : 0;
    }

    private static String cut(String account) {
        // never the empty name, which stands for all of them
        return "." + account.substring(0, Math.min(LONGEST_NAME, account.length()));
    }

    private static InetAddress network(InetAddress source) {
        byte[] octets = source.getAddress();
        if (octets.length == 4) {
            return source;
        }
        Arrays.fill(octets, 8, 16, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen octets are an address", e);
        }
    }
}

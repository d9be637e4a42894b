package io.ringflow.sip.guard;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One token bucket per source address, asked before anything is parsed. Its time is a count of ticks that the owner
 * turns. The table is bounded: a source that finds no room shares one bucket with the others that found none.
 * Thread-safe.
 */
public final class SourceLimiter {
    /** Ticks in a second. */
    public static final int TICKS_PER_SECOND = 10;

    private static final int MAX_SOURCES = 65_536;
    private static final int IDLE_TICKS = 60 * TICKS_PER_SECOND;

    private final TrustedNetworks trusted;
    private final int sourceRate;
    private final int trunkRate;
    private final ConcurrentMap<InetAddress, Bucket> buckets = new ConcurrentHashMap<>();
    private final Bucket crowd;

    private volatile int tick;

    /** What may be done with a message of this source. */
    public enum Verdict {
        ADMIT,
        /** Over its rate: a request may be answered 503. */
        REFUSE,
        /** Far over its rate: not worth an answer, which would double the flood. */
        SILENT
    }

    /** Rates are messages per second; a second's worth may come at once. */
    public SourceLimiter(TrustedNetworks trusted, int sourceRate, int trunkRate) {
        this.trusted = trusted;
        this.sourceRate = sourceRate;
        this.trunkRate = trunkRate;
        this.crowd = new Bucket(sourceRate, 0);
    }

    public Verdict judge(InetAddress source) {
        Bucket bucket = buckets.get(source);
        if (bucket == null) {
            bucket = buckets.size() >= MAX_SOURCES
                    ? crowd
                    : buckets.computeIfAbsent(
                            source, address -> new Bucket(trusted.contains(address) ? trunkRate : sourceRate, tick));
        }
        return bucket.take(tick);
    }

    /** A tenth of a second has passed. Once a minute, sources not heard for as long are forgotten. */
    public void turn() {
        int now = tick + 1;
        tick = now;
        if (now % IDLE_TICKS == 0) {
            buckets.values().removeIf(bucket -> bucket.isIdle(now));
        }
    }

    int sources() {
        return buckets.size();
    }

    /** Tokens are tenths of a message, so that each tick adds the rate itself. */
    private static final class Bucket {
        private final int rate;

        private int tokens;
        private int lastTick;

        Bucket(int rate, int tick) {
            this.rate = rate;
            this.tokens = rate * TICKS_PER_SECOND;
            this.lastTick = tick;
        }

        synchronized Verdict take(int now) {
            long refilled = tokens + (long) rate * (now - lastTick);
            tokens = (int) Math.min(refilled, (long) rate * TICKS_PER_SECOND);
            lastTick = now;
            if (tokens >= TICKS_PER_SECOND) {
                tokens -= TICKS_PER_SECOND;
                return Verdict.ADMIT;
            }
            // a quarter of the rate again is told so, the rest is not
            if (tokens > -rate * TICKS_PER_SECOND / 4) {
                tokens -= TICKS_PER_SECOND;
                return Verdict.REFUSE;
            }
            return Verdict.SILENT;
        }

        synchronized boolean isIdle(int now) {
            return now - lastTick >= IDLE_TICKS;
        }
    }
}

package io.ringflow.ivr.call;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes call ids, never one twice. Thread-safe. */
public final class CallIds {

    private final SecureRandom random = new SecureRandom();
    private final int server = random.nextInt();
    private final AtomicInteger count = new AtomicInteger();
    private final InstantSource clock;
    private final ZoneId zone;

    public CallIds(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    public CallId next() {
        return CallId.of(clock.instant(), zone, server, count.incrementAndGet(), random.nextInt());
    }
}

package io.ringflow.sip.guard;

import java.util.concurrent.ThreadLocalRandom;

/** Says how long to stay away when the queue behind the network is full (RFC 3261 §21.5.4). */
public final class OverloadValve {
    private static final int LEAST_SECONDS = 1;
    private static final int MOST_SECONDS = 10;

    private OverloadValve() {}

    /** Seconds for Retry-After, different each time so that those sent away don't come back together. */
    public static int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(LEAST_SECONDS, MOST_SECONDS + 1);
    }
}

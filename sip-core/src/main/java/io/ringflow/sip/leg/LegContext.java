package io.ringflow.sip.leg;

import io.ringflow.sip.SipObserver;
import io.ringflow.sip.stack.SipStack;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What every leg of an endpoint is given.
 *
 * @param stack the stack, which may still be starting when the first request arrives
 * @param random source of tags and of the waits that must differ between peers
 */
public record LegContext(
        Supplier<SipStack> stack,
        Lanes lanes,
        ScheduledExecutorService timers,
        InstantSource clock,
        SipObserver observer,
        RandomGenerator random,
        LegRegistry legs) {

    /** Seconds for a Retry-After, spread so that refused peers don't come back together. */
    public int retryAfterSeconds() {
        return 1 + random.nextInt(10);
    }
}

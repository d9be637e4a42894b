package io.ringflow.sip.leg;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes the lanes of one endpoint and knows whether any of them has work. Owned by the endpoint; thread-safe. */
public final class Lanes {
    private final AtomicInteger pending = new AtomicInteger();

    public SerialLane lane(String name) {
        return new SerialLane(name, pending);
    }

    /** Whether no lane has a task waiting or running. */
    public boolean idle() {
        return pending.get() == 0;
    }
}

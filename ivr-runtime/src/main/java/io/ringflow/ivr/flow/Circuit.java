package io.ringflow.ivr.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking who has failed several times in a row, for a while; then lets one probe through (D17). Thread-safe; one
 * per URL that is asked.
 */
final class Circuit {

    /** Whether an exchange may begin. Who was let in hands his entry back exactly once. */
    enum Entry {
        PASS,
        PROBE,
        REFUSED
    }

    /** What an outcome did to the circuit. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    private final int failuresToOpen;
    private final Duration openFor;
    private final InstantSource time;

    private int failures;
    private @Nullable Instant openUntil;
    private boolean probing;

    Circuit(int failuresToOpen, Duration openFor, InstantSource time) {
        this.failuresToOpen = failuresToOpen;
        this.openFor = openFor;
        this.time = time;
    }

    synchronized Entry enter() {
        if (openUntil == null) return Entry.PASS;
        if (probing || time.instant().isBefore(openUntil)) return Entry.REFUSED;
        probing = true;
        return Entry.PROBE;
    }

    /** Any success closes it, also one that began before it opened: the far end is alive. */
    synchronized Change succeeded(Entry entry) {
        if (entry == Entry.PROBE) probing = false;
        boolean wasOpen = openUntil != null;
        failures = 0;
        openUntil = null;
        return wasOpen ? Change.CLOSED : Change.NONE;
    }

    synchronized Change failed(Entry entry) {
        if (entry == Entry.PROBE) probing = false;
        boolean wasOpen = openUntil != null;
        // The stragglers of an outage fail after it opened: they do not prolong it. A failed probe does.
        if (wasOpen && entry != Entry.PROBE) return Change.NONE;
        failures++;
        if (!wasOpen && failures < failuresToOpen) return Change.NONE;
        openUntil = time.instant().plus(openFor);
        return wasOpen ? Change.NONE : Change.OPENED;
    }

    /** The exchange ended without telling anything about the far end. */
    synchronized void abandoned(Entry entry) {
        if (entry == Entry.PROBE) probing = false;
    }

    /** When an open circuit lets the next probe through; the far past when it is closed. */
    synchronized Instant opensAgainAt() {
        return openUntil == null ? Instant.MIN : openUntil;
    }
}

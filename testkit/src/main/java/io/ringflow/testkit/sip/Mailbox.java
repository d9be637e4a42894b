package io.ringflow.testkit.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Messages that wait for a test to expect them; those not wanted now stay for later. Filled by wire threads. */
final class Mailbox {
    private final List<SipText> waiting = new ArrayList<>();

    synchronized void add(SipText message) {
        waiting.add(message);
        notifyAll();
    }

    /** The first waiting message that is wanted, taken out; waits in real time for it to come. */
    synchronized Optional<SipText> take(Predicate<SipText> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = waiting.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                waiting.remove(found.get());
                return found;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting for a SIP message", e);
            }
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}

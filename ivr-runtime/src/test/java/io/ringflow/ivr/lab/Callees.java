package io.ringflow.ivr.lab;

import io.ringflow.testkit.sip.Callee;
import io.ringflow.testkit.sip.SipPeer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everybody who is called in a batch: what becomes of a call is told by the last digit of its number. Owned by one thread;
 * what it has counted may be read by any.
 */
final class Callees {

    /** Last digits by what the callee does; the rest rings for ever. */
    private static final String ANSWERS = "0123";

    private static final String BUSY = "45";
    private static final String DECLINES = "6";
    private static final String UNKNOWN = "7";

    private final SipPeer peer;
    private final String description;
    private final AtomicInteger taken = new AtomicInteger();

    /** @param description session description of whoever answers */
    Callees(SipPeer peer, String description) {
        this.peer = peer;
        this.description = description;
    }

    /** A number of the batch. */
    static String number(int n) {
        return "139%08d".formatted(n);
    }

    /** Whether such a call ends by itself before it has rung for a minute. */
    static boolean ends(int n) {
        return n % 10 < 8;
    }

    /** The final code that such a call is reported with. */
    static String errorCode(String number) {
        String last = number.substring(number.length() - 1);
        if (ANSWERS.contains(last)) return "000000";
        if (BUSY.contains(last)) return "107486";
        if (DECLINES.contains(last)) return "107603";
        return UNKNOWN.contains(last) ? "107404" : "107480";
    }

    /** Calls that have come and were dealt with. */
    int taken() {
        return taken.get();
    }

    /** The next call, answered. */
    Callee answer() {
        return answer(next());
    }

    Callee answer(Callee callee) {
        return callee.answers(description);
    }

    /** The next call, which waits for its answer. */
    Callee next() {
        return peer.called();
    }

    /** The next call is not answered by a word. */
    void leave() {
        peer.called();
    }

    /** Takes the next call. */
    void take() {
        var callee = peer.called();
        switch (errorCode(callee.number())) {
            case "000000" -> callee.answers(description);
            case "107486" -> callee.refuses(486, "Busy Here");
            case "107603" -> callee.refuses(603, "Decline");
            case "107404" -> callee.refuses(404, "Not Found");
            default -> callee.rings();
        }
        taken.incrementAndGet();
    }
}

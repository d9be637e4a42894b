package io.ringflow.bench.load;

import java.time.Duration;

/**
 * What one run does, already valid.
 *
 * @param target whom to call
 * @param concurrent most calls at a time; as many RTP ports are opened
 * @param rate setups offered per second
 * @param total calls to make in all
 * @param hold how long an answered call lasts; zero for until its first RTP packet
 * @param setupTimeout an INVITE must be answered within this
 * @param send whether the callers send RTP
 * @param keys keys pressed in each call, {@code w} waits half a second; a final {@code +} starts over, where the peer can
 * @param keysAfter time from the answer to the first key
 * @param end whose BYE ends a call that did not fail
 */
record Plan(
        Target target,
        int concurrent,
        int rate,
        int total,
        Duration hold,
        Duration setupTimeout,
        boolean send,
        String keys,
        Duration keysAfter,
        End end) {

    static final int MOST_CONCURRENT = 5_000;
    static final int MOST_PER_SECOND = 5_000;
    static final int MOST_CALLS = 500_000;
    static final Duration LONGEST = Duration.ofHours(1);

    /** Who hangs up. */
    enum End {
        /** The caller when its time is over; a BYE of the server before is a failure. */
        CALLER,
        /** Whoever is first. */
        EITHER,
        /** The server; a caller that must do it has failed. */
        SERVER
    }

    Plan {
        within("calls", concurrent, MOST_CONCURRENT);
        within("rate", rate, MOST_PER_SECOND);
        within("calls in all", total, MOST_CALLS);
        if (hold.compareTo(LONGEST) > 0) throw new IllegalArgumentException("a call lasts at most " + LONGEST);
        if (!keys.matches("[0-9*#A-Dw]*\\+?"))
            throw new IllegalArgumentException("keys are 0-9 * # A-D and w, at the end perhaps +: " + keys);
    }

    boolean untilFirstPacket() {
        return hold.isZero();
    }

    /** The same plan as a warm-up of about this length. */
    Plan warmup(Duration length) {
        int calls = (int) Math.max(1, Math.min(MOST_CALLS, rate * length.toMillis() / 1000));
        return untilFirstPacket()
                ? new Plan(target, concurrent, rate, calls, hold, setupTimeout, send, "", keysAfter, end)
                : new Plan(target, concurrent, rate, concurrent, length, setupTimeout, send, "", keysAfter, End.EITHER);
    }

    private static void within(String what, int value, int most) {
        if (value < 1 || value > most) throw new IllegalArgumentException(what + " must be 1 to " + most);
    }
}

package io.ringflow.bench.load;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Callers of one number who stay until they are told to hang up. Owned by the benchmark's thread. */
public final class Crowd {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Plan plan;
    private final UserAgent agent;
    private final CallTally tally = new CallTally();

    Crowd(Plan plan, UserAgent agent) {
        this.plan = plan;
        this.agent = agent;
    }

    /**
     * More call, until so many have been made in all; waits until each is answered or has failed.
     *
     * @param rate calls per second
     */
    public void raise(int calls, int rate) {
        place(calls - tally.placedCalls(), rate);
        await(() -> tally.answeredCalls() + tally.failedCalls() >= calls);
    }

    /** More call, and nobody waits for an answer. */
    public void place(int calls, int rate) {
        long start = System.nanoTime();
        for (int placed = 0; placed < calls; ) {
            while (placed < calls && System.nanoTime() - start >= placed * 1_000_000_000L / rate) {
                agent.place(plan, tally);
                placed++;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Everybody of every crowd hangs up; waits until it is done. */
    public void hangUp() {
        agent.hangUp();
        awaitEnd();
    }

    /** Waits until each call is over. */
    public void awaitEnd() {
        await(() -> tally.overCalls() >= tally.placedCalls());
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long latest = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean() && System.nanoTime() < latest) LockSupport.parkNanos(5 * STEP_NANOS);
    }

    /** Calls made so far, those that are over included. */
    public int placed() {
        return tally.placedCalls();
    }

    public int up() {
        return tally.upCalls();
    }

    public int failed() {
        return tally.failedCalls();
    }

    /** How many failed of what. */
    public Map<String, Integer> failures() {
        return tally.failuresByCause();
    }

    /** From INVITE to 200, once no call is being set up. */
    public Report.Spread answered() {
        return Report.Spread.of(tally.answerNanos());
    }
}

package io.ringflow.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** What became of the calls of one run. Written by the agent's thread, read by the run's. */
final class CallTally {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Histogram answerNanos = new Histogram(LONGEST_NANOS, 3);
    private final Histogram firstPacketNanos = new Histogram(LONGEST_NANOS, 3);
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final AtomicInteger placed = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger leaving = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger retransmitted = new AtomicInteger();
    private final AtomicLong lastAnswerAt = new AtomicLong();

    void placed() {
        placed.incrementAndGet();
    }

    void answered(long afterNanos, long at) {
        answerNanos.recordValue(Math.min(afterNanos, LONGEST_NANOS));
        lastAnswerAt.set(at);
        answered.incrementAndGet();
        up.incrementAndGet();
    }

    void heard(long afterNanos) {
        firstPacketNanos.recordValue(Math.min(afterNanos, LONGEST_NANOS));
    }

    void retransmitted() {
        retransmitted.incrementAndGet();
    }

    /** An answered call begins to end. */
    void leaving() {
        up.decrementAndGet();
        leaving.incrementAndGet();
    }

    void failed(String cause) {
        failed.incrementAndGet();
        failures.computeIfAbsent(cause, c -> new AtomicInteger()).incrementAndGet();
    }

    void over() {
        over.incrementAndGet();
    }

    int placedCalls() {
        return placed.get();
    }

    int answeredCalls() {
        return answered.get();
    }

    int upCalls() {
        return up.get();
    }

    /** Whether an answered call has begun to end. */
    boolean anyLeaving() {
        return leaving.get() > 0;
    }

    int overCalls() {
        return over.get();
    }

    int failedCalls() {
        return failed.get();
    }

    int retransmissions() {
        return retransmitted.get();
    }

    long lastAnswerNanos() {
        return lastAnswerAt.get();
    }

    Map<String, Integer> failuresByCause() {
        var byCause = new TreeMap<String, Integer>();
        failures.forEach((cause, count) -> byCause.put(cause, count.get()));
        return byCause;
    }

    /** Only once all calls are over. */
    Histogram answerNanos() {
        return answerNanos;
    }

    /** Only once all calls are over. */
    Histogram firstPacketNanos() {
        return firstPacketNanos;
    }
}

package io.ringflow.ivr.rest;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one account has had done within the window of its timestamps, so that nothing is done twice (D26). Thread-safe.
 *
 * <p>Bounded, and still never wrong: when it is full the oldest second is dropped, and from then on no timestamp up to that
 * second is good. An account that asks for more than fits has a shorter window, not a gap.
 */
final class ReplayMemory {

    static final int MOST = 65_536;
    private static final Taken FIRST = new Taken(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

    private final ConcurrentSkipListSet<Taken> taken = new ConcurrentSkipListSet<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong floor = new AtomicLong();
    private final int most;

    ReplayMemory(int most) {
        this.most = most;
    }

    /**
     * A request.
     *
     * @param timestamp {@code yyyyMMddHHmmss} as a number
     * @param first of its hash
     * @param second of its hash
     */
    record Taken(long timestamp, long first, long second) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byTime = Long.compare(timestamp, other.timestamp);
            if (byTime != 0) return byTime;
            int byFirst = Long.compare(first, other.first);
            return byFirst != 0 ? byFirst : Long.compare(second, other.second);
        }
    }

    enum Verdict {
        NEW,
        TAKEN_BEFORE,
        TOO_OLD
    }

    /**
     * Takes it, unless it was taken before.
     *
     * @param oldest timestamp that is still within the window: what is older needs no memory
     */
    Verdict take(Taken request, long oldest) {
        forgetBefore(oldest);
        if (request.timestamp() <= floor.get()) return Verdict.TOO_OLD;
        if (!taken.add(request)) return Verdict.TAKEN_BEFORE;
        if (size.incrementAndGet() > most) dropOldestSecond();
        return request.timestamp() <= floor.get() ? Verdict.TOO_OLD : Verdict.NEW;
    }

    /** It came to nothing: the same may be tried again. */
    void giveBack(Taken request) {
        if (taken.remove(request)) size.decrementAndGet();
    }

    int size() {
        return size.get();
    }

    private void dropOldestSecond() {
        var oldest = taken.ceiling(FIRST);
        if (oldest == null) return;
        floor.accumulateAndGet(oldest.timestamp(), Math::max);
        forgetBefore(oldest.timestamp() + 1);
    }

    private void forgetBefore(long timestamp) {
        for (var first = taken.ceiling(FIRST);
                first != null && first.timestamp() < timestamp;
                first = taken.ceiling(FIRST)) {
            giveBack(first);
        }
    }
}

package io.ringflow.testkit.time;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One timer of a {@link FakeTime}, which owns it; fired by the thread that advances. */
final class FakeTimer<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final FakeTime time;
    private final long periodNanos;
    private final long serial;

    private volatile long dueNanos;

    FakeTimer(FakeTime time, Callable<V> work, long dueNanos, long periodNanos, long serial) {
        super(work);
        this.time = time;
        this.dueNanos = dueNanos;
        this.periodNanos = periodNanos;
        this.serial = serial;
    }

    long dueNanos() {
        return dueNanos;
    }

    void fire() {
        if (!isPeriodic()) {
            run();
        } else if (runAndReset()) {
            dueNanos += periodNanos;
            time.put(this);
        }
    }

    @Override
    protected void setException(Throwable failure) {
        super.setException(failure);
        time.failed(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        time.remove(this);
        return cancelled;
    }

    @Override
    public boolean isPeriodic() {
        return periodNanos > 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - time.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        if (!(other instanceof FakeTimer<?> timer)) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
        int byTime = Long.compare(dueNanos, timer.dueNanos);
        return byTime != 0 ? byTime : Long.compare(serial, timer.serial);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

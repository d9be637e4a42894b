package io.ringflow.ivr.tool.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Time that jumps from one timer to the next when the simulation says so. Thread-safe. */
final class SimTime extends AbstractExecutorService implements InstantSource, ScheduledExecutorService {

    private final Instant start;
    private final PriorityQueue<Timer<?>> timers = new PriorityQueue<>();

    private long nowNanos;
    private long made;
    private boolean shut;

    SimTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized Instant instant() {
        return start.plusNanos(nowNanos);
    }

    synchronized Duration elapsed() {
        return Duration.ofNanos(nowNanos);
    }

    /** Goes on to the next timer and runs it here; false when there is none. */
    boolean advance() {
        Timer<?> next;
        synchronized (this) {
            next = timers.poll();
            if (next == null) return false;
            nowNanos = Math.max(nowNanos, next.due);
        }
        next.fire();
        return true;
    }

    void after(Duration delay, Runnable action) {
        var timer = add(Executors.callable(action, (Object) action), delay.toNanos(), 0);
        assert !timer.isCancelled();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command, (Object) command), unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        return add(Executors.callable(command, (Object) command), unit.toNanos(first), unit.toNanos(period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        // Time stands still while a task runs.
        return scheduleAtFixedRate(command, first, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        Thread.startVirtualThread(command);
    }

    @Override
    public void shutdown() {
        List<Runnable> dropped = shutdownNow();
        assert dropped != null;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shut = true;
        List<Runnable> waiting = List.copyOf(timers);
        timers.clear();
        return waiting;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private synchronized <V> Timer<V> add(Callable<V> work, long delayNanos, long periodNanos) {
        var timer = new Timer<>(work, nowNanos + Math.max(0, delayNanos), periodNanos, made++);
        if (!shut) timers.add(timer);
        return timer;
    }

    private synchronized void again(Timer<?> timer) {
        timer.due += timer.period;
        if (!shut) timers.add(timer);
    }

    private synchronized void forget(Timer<?> timer) {
        timers.remove(timer);
    }

    private final class Timer<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

        private final long period;
        private final long number;
        private long due;

        Timer(Callable<V> work, long due, long period, long number) {
            super(work);
            this.due = due;
            this.period = period;
            this.number = number;
        }

        void fire() {
            if (!isPeriodic()) run();
            else if (runAndReset()) again(this);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            forget(this);
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        public boolean isPeriodic() {
            return period > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - elapsed().toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            if (!(other instanceof Timer<?> timer)) return 0;
            int byTime = Long.compare(due, timer.due);
            return byTime != 0 ? byTime : Long.compare(number, timer.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}

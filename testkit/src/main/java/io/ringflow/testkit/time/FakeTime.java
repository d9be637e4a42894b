package io.ringflow.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wall clock and timers that move only when a test says {@link #advance}. Shared by everything under test.
 *
 * <p>Due timers fire in order of their time, then of their making, on the thread that advances; after each one the
 * world is given real time to come to rest: everything handed to {@link #execute} has ended or is parked, and every
 * condition of {@link #idleWhen} holds. A world that does not rest within ten real seconds fails the test with a dump
 * of its threads.
 *
 * <p>{@link #execute} starts its task at once on a virtual thread of its own, so a caller that holds a lock is never
 * run into itself. A timer of no delay fires at the next {@code advance}, be it of zero. What a timer or task throws is
 * thrown by the {@code advance} that meets it: nothing is swallowed.
 */
public final class FakeTime extends AbstractExecutorService implements InstantSource, ScheduledExecutorService {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Instant start;
    private final PriorityQueue<FakeTimer<?>> timers = new PriorityQueue<>();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private volatile BooleanSupplier idle;
    private volatile long nowNanos;
    private volatile boolean shut;
    private long made;

    /** Time that starts at a fixed instant of 2026 in an always idle world. */
    public FakeTime() {
        this(Instant.parse("2026-01-05T09:00:00Z"), () -> true);
    }

    public FakeTime(BooleanSupplier idle) {
        this(Instant.parse("2026-01-05T09:00:00Z"), idle);
    }

    public FakeTime(Instant start, BooleanSupplier idle) {
        this.start = start;
        this.idle = idle;
    }

    /** Adds a condition that must hold before time goes on. */
    public FakeTime idleWhen(BooleanSupplier condition) {
        var before = idle;
        idle = () -> before.getAsBoolean() && condition.getAsBoolean();
        return this;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nowNanos);
    }

    /** How far time has come since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(nowNanos);
    }

    /** The same as a monotonic reading, for code that takes a {@code LongSupplier} of nanoseconds. */
    public long nanos() {
        return nowNanos;
    }

    /** Moves time on, firing what becomes due on the way, in order, each in a world at rest. */
    public void advance(Duration by) {
        long target = nowNanos + by.toNanos();
        settle();
        for (var timer = nextDue(target); timer != null; timer = nextDue(target)) {
            nowNanos = Math.max(nowNanos, timer.dueNanos());
            timer.fire();
            settle();
        }
        nowNanos = target;
        settle();
    }

    /** Waits in real time, without moving this one, until everything is idle. */
    public void settle() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int look = 0; !rests(); look++) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing came to rest in 10 s at +" + elapsed() + "\n" + ThreadDump.take());
            }
            if (look < 100) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(50_000);
            }
        }
        var failure = failures.poll();
        if (failure != null) {
            throw new AssertionError("a timer or task failed at +" + elapsed() + ": " + failure, failure);
        }
    }

    /** How many timers still wait: a test that ends with some has a leak. */
    public int pendingTimers() {
        synchronized (timers) {
            return timers.size();
        }
    }

    /** When each waiting timer fires, counted from now; for the message of a leak check. */
    public List<Duration> pendingDelays() {
        synchronized (timers) {
            return timers.stream()
                    .sorted()
                    .map(timer -> Duration.ofNanos(timer.dueNanos() - nowNanos))
                    .toList();
        }
    }

    @Override
    public void execute(Runnable command) {
        refuseWhenShut();
        var started = new Thread[1];
        started[0] = Thread.ofVirtual().name("fake-time-task").unstarted(() -> {
            try {
                command.run();
            } catch (Throwable e) {
                failures.add(e);
            } finally {
                workers.remove(started[0]);
            }
        });
        workers.add(started[0]);
        started[0].start();
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
        return add(Executors.callable(command, (Object) command), unit.toNanos(first), positive(unit.toNanos(period)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        // In time that stands still while a task runs, a fixed delay and a fixed rate are the same.
        return scheduleAtFixedRate(command, first, delay, unit);
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        synchronized (timers) {
            var waiting = new ArrayList<Runnable>(timers);
            timers.clear();
            return waiting;
        }
    }

    @Override
    public void close() {
        shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut && workers.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!isTerminated() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(50_000);
        }
        return isTerminated();
    }

    void put(FakeTimer<?> timer) {
        synchronized (timers) {
            if (!shut) {
                timers.add(timer);
            }
        }
    }

    void remove(FakeTimer<?> timer) {
        synchronized (timers) {
            timers.remove(timer);
        }
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    private <V> FakeTimer<V> add(Callable<V> work, long delayNanos, long periodNanos) {
        refuseWhenShut();
        synchronized (timers) {
            var timer = new FakeTimer<>(this, work, nowNanos + Math.max(0, delayNanos), periodNanos, made++);
            timers.add(timer);
            return timer;
        }
    }

    private @Nullable FakeTimer<?> nextDue(long target) {
        synchronized (timers) {
            var first = timers.peek();
            return first == null || first.dueNanos() > target ? null : timers.poll();
        }
    }

    private boolean rests() {
        for (var worker : workers) {
            var state = worker.getState();
            if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
                return false;
            }
        }
        return idle.getAsBoolean();
    }

    private void refuseWhenShut() {
        if (shut) {
            throw new RejectedExecutionException("this time is over");
        }
    }

    private static long positive(long periodNanos) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("period must be positive");
        }
        return periodNanos;
    }
}

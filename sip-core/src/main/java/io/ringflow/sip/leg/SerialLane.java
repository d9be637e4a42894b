package io.ringflow.sip.leg;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue drained by one virtual thread at a time, one task at a time; no thread while it is empty. Everything a leg owns
 * is touched on its lane only; a conference of the runtime has one too.
 *
 * <p>A virtual thread that finds its lane empty is the lane's for this one task: a call's own thread asks for most of
 * what a leg does, and may wait for it. Platform threads (event loops, SIP's workers, the timer) hand over, and stay with
 * what is {@linkplain #submitBrief brief}.
 */
public final class SerialLane {
    private static final Logger log = LoggerFactory.getLogger(SerialLane.class);

    private final String name;
    private final AtomicInteger pendingOfAll;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** @param pendingOfAll counts the tasks of many lanes, waiting or running */
    public SerialLane(String name, AtomicInteger pendingOfAll) {
        this.name = name;
        this.pendingOfAll = pendingOfAll;
    }

    /** Queues a task, or runs it if that is for this thread to do; never waits for another task. From any thread. */
    public void submit(Runnable task) {
        submit(task, Thread.currentThread().isVirtual());
    }

    /**
     * As {@link #submit}, for a task that waits for nothing and is done in some microseconds: any thread that finds the
     * lane empty runs it, which costs less than to wake another.
     */
    public void submitBrief(Runnable task) {
        submit(task, true);
    }

    private void submit(Runnable task, boolean here) {
        pendingOfAll.incrementAndGet();
        // An interrupt would close the channel that a task happens to write to.
        if (here && !Thread.currentThread().isInterrupted() && pending.compareAndSet(0, 1)) {
            run(task);
            if (pending.decrementAndGet() > 0) {
                begin();
            }
            return;
        }
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            begin();
        }
    }

    private void begin() {
        Thread.ofVirtual().name(name).start(this::drain);
    }

    /** Tasks waiting or running. */
    public int pending() {
        return pending.get();
    }

    private void drain() {
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable bug) {
            // Whatever it was, the tasks behind it belong to a call that may still be ended in order.
            log.error("{}: a task failed", name, bug);
        } finally {
            pendingOfAll.decrementAndGet();
        }
    }
}

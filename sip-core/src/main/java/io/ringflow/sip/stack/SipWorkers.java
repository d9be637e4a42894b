package io.ringflow.sip.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads between network and transactions, each with a bounded queue. Work of one key stays in order; all of it
 * comes from one thread. Nothing a message does to its worker ends it.
 */
final class SipWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipWorkers.class);

    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean closed;

    SipWorkers(String name, int count, int queueLength) {
        for (int i = 0; i < count; i++) {
            var worker = new Worker(new ArrayBlockingQueue<>(queueLength));
            worker.thread =
                    Thread.ofPlatform().name(name + "-" + i).daemon(true).start(worker);
            workers.add(worker);
        }
    }

    /** Queues work; false if the queue is full. */
    boolean offer(String key, Runnable work) {
        Worker worker = workers.get(Math.floorMod(key.hashCode(), workers.size()));
        worker.pending.incrementAndGet();
        boolean queued = worker.queue.offer(work);
        if (!queued) worker.pending.decrementAndGet();
        return queued;
    }

    /**
     * The same, but when the worker has nothing to do, the work is done by the thread at hand: to wake another one costs
     * about as much as the work of a small message.
     */
    boolean perform(String key, Runnable work) {
        Worker worker = workers.get(Math.floorMod(key.hashCode(), workers.size()));
        if (!worker.pending.compareAndSet(0, 1)) return offer(key, work);
        worker.perform(work);
        return true;
    }

    /** Whether nothing is queued and nothing runs. */
    boolean idle() {
        return workers.stream().allMatch(worker -> worker.pending.get() == 0);
    }

    /**
     * Drops what is queued and ends the threads, waiting up to a second for each. They are woken by work, not by an
     * interrupt: that would close the channel a worker happens to write to, and work may swallow it.
     */
    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            worker.queue.clear();
            boolean unused = worker.queue.offer(() -> {});
        }
        for (Worker worker : workers) {
            try {
                worker.thread.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One thread and its queue. */
    private final class Worker implements Runnable {
        private final BlockingQueue<Runnable> queue;
        private final AtomicInteger pending = new AtomicInteger();
        private Thread thread = Thread.currentThread();

        Worker(BlockingQueue<Runnable> queue) {
            this.queue = queue;
        }

        @Override
        public void run() {
            while (!closed) {
                try {
                    perform(queue.take());
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void perform(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // usnistgov/jsip#85: a deep enough message once ended the stack's own receiver
                LOG.warn("a message could not be processed: {}", e.toString());
                LOG.debug("message processing failed", e);
            } finally {
                pending.decrementAndGet();
            }
        }
    }
}

package io.ringflow.bench.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The thread that sends: every stream once in 20 ms, spread over 20 phases of 1 ms. */
final class Pacer implements AutoCloseable {

    private static final int PHASES = 20;
    private static final long PHASE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Sender[][] phases = new Sender[PHASES][];
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread;

    Pacer(String name, List<Stream> streams) {
        for (int phase = 0; phase < PHASES; phase++) {
            int mine = phase;
            phases[phase] = java.util.stream.IntStream.range(0, streams.size())
                    .filter(i -> i % PHASES == mine)
                    .mapToObj(i -> streams.get(i).sender())
                    .toArray(Sender[]::new);
        }
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    long sent() {
        return sent.get();
    }

    private void run() {
        long deadline = System.nanoTime();
        for (int phase = 0; !Thread.currentThread().isInterrupted(); phase = (phase + 1) % PHASES) {
            deadline += PHASE_NANOS;
            long now = System.nanoTime();
            while (now < deadline && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(deadline - now);
                now = System.nanoTime();
            }
            // Late phases run at once up to one tick; beyond it they are skipped, never sent in a burst.
            if (now - deadline > PHASES * PHASE_NANOS) deadline = now;
            sent.lazySet(sent.get() + turn(phases[phase]));
        }
    }

    private static long turn(Sender[] senders) {
        long packets = 0;
        for (Sender sender : senders) packets += sender.tick();
        return packets;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

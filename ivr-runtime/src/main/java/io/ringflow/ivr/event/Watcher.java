package io.ringflow.ivr.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One who watches. It is read by the thread that made it; others only put events in, and never wait: who is too far behind
 * is cut off in the middle of whatever it writes.
 */
public final class Watcher implements AutoCloseable {

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final EventFeed feed;
    private final EventLimits limits;
    private final Predicate<Event.Subject> wanted;
    private final List<Event> missed;
    private final String begun;
    private final BlockingQueue<Event> waiting;
    private final Thread reader = Thread.currentThread();

    private volatile boolean over;

    /**
     * @param missed what it is told after {@code begun}
     */
    Watcher(EventFeed feed, EventLimits limits, Predicate<Event.Subject> wanted, List<Event> missed, String begun) {
        this.feed = feed;
        this.limits = limits;
        this.wanted = wanted;
        this.missed = List.copyOf(missed);
        this.begun = begun;
        this.waiting = new ArrayBlockingQueue<>(limits.waiting());
    }

    /** Whether it stays; told by the feed, under its lock. */
    boolean offer(Event event) {
        if (!wanted.test(event.subject()) || waiting.offer(event)) return true;
        feed.dropped();
        end();
        return false;
    }

    /** Nothing more is written; told by the feed, under its lock. A virtual thread that writes to a socket loses the socket. */
    void end() {
        over = true;
        reader.interrupt();
    }

    /**
     * Writes events until the far end goes, it is dropped, or the server stops.
     *
     * @throws IOException of the target, or because it was dropped
     */
    public void writeTo(OutputStream target) throws IOException {
        target.write(begun.getBytes(StandardCharsets.UTF_8));
        for (var event : missed) target.write(event.octets());
        target.flush();
        while (true) {
            var next = next();
            if (over) throw new IOException("the watcher is cut off");
            target.write(next.isPresent() ? next.get().octets() : HEARTBEAT);
            // What waits anyway goes along.
            for (var more = waiting.poll(); more != null; more = waiting.poll()) target.write(more.octets());
            target.flush();
        }
    }

    private Optional<Event> next() throws IOException {
        try {
            return Optional.ofNullable(waiting.poll(limits.heartbeat().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            throw new IOException("the watcher is cut off");
        }
    }

    @Override
    public void close() {
        feed.left(this);
        // Of being cut off; the thread may be used on.
        if (over) Thread.interrupted();
    }
}

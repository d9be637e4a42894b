package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier hears of, in rounds that end with a transaction: first all there is, then what a moment brings. {@link
 * #add} is for any thread, the rest for the notifier's own.
 */
final class NotifierEvents {
    private static final long MOMENT_NANOS = 20_000_000;
    /** In which ends are heard of, so that other deliveries can begin in their places. */
    static final int PARTS = 4;

    static final long PART_NANOS = MOMENT_NANOS / PARTS;

    private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private final LongConsumer rest;
    private List<Event> held = new ArrayList<>();

    sealed interface Event {
        record Sent(Notification notification, String requestId, Runnable whenKept) implements Event {}

        record CallOver(CallRecord record, List<Sent> last, Runnable whenKept) implements Event {}

        record Ended(Delivery.Ended delivery) implements Event {}

        record Look() implements Event {}

        record Stop() implements Event {}

        /** Whether it brings something to deliver. */
        default boolean isNews() {
            return this instanceof Sent || this instanceof CallOver;
        }
    }

    NotifierEvents() {
        this(LockSupport::parkNanos);
    }

    /** @param rest waits for so many nanoseconds, or less */
    NotifierEvents(LongConsumer rest) {
        this.rest = rest;
    }

    void add(Event event) {
        queue.add(event);
    }

    /** What a round begins with; waits for it. */
    List<Event> first() throws InterruptedException {
        List<Event> first = held;
        held = new ArrayList<>();
        if (first.isEmpty()) first.add(queue.take());
        queue.drainTo(first);
        return first;
    }

    /**
     * What a part of a moment adds to a round: the ends of deliveries, whose notifications are not written at all then.
     * News is held for the next round, so that it has a moment of its own; but nothing is held when it is time to stop.
     */
    List<Event> duringRest() {
        rest.accept(PART_NANOS);
        return added(new ArrayList<>());
    }

    /** What comes first within a moment adds to a round, with whatever comes at the same time. */
    List<Event> awaited() throws InterruptedException {
        var came = new ArrayList<Event>();
        Event next = next(MOMENT_NANOS);
        if (next != null) came.add(next);
        return added(came);
    }

    private List<Event> added(List<Event> came) {
        queue.drainTo(came);
        if (came.stream().anyMatch(Event.Stop.class::isInstance)) {
            came.addAll(0, held);
            held.clear();
        } else {
            came.stream().filter(Event::isNews).forEach(held::add);
            came.removeIf(Event::isNews);
        }
        return came;
    }

    /** The next event, if one comes within that time. */
    @Nullable
    Event next(long nanos) throws InterruptedException {
        return queue.poll(nanos, TimeUnit.NANOSECONDS);
    }
}

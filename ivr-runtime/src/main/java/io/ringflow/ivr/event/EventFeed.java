package io.ringflow.ivr.event;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All events of a server, in one order. Thread-safe; telling takes a lock that is never held while anybody waits or writes,
 * so that a lane may tell.
 */
public final class EventFeed implements AutoCloseable {

    private final EventLimits limits;
    private final EventObserver observer;
    private final InstantSource clock;
    /** Of this run of the server: ids of an earlier one name nothing. */
    private final String run;

    private final Map<String, Memory> memories = new HashMap<>();
    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private long last;
    private boolean closed;

    /** The newest events of one application. Guarded by the feed. */
    private static final class Memory {
        private final Deque<Event> events = new ArrayDeque<>();
        private long forgotten;
    }

    public EventFeed(EventLimits limits, EventObserver observer, InstantSource clock) {
        this.limits = limits;
        this.observer = observer;
        this.clock = clock;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX);
    }

    /**
     * Tells all who watch it.
     *
     * @param kind one of a few: what {@code event} says in the stream
     * @param facts one line of JSON; made by whoever sends it first
     */
    public synchronized void tell(Event.Subject subject, String kind, Supplier<String> facts) {
        if (closed) return;
        last++;
        var event = new Event(last, id(last), subject, kind, facts);
        var memory = memories.computeIfAbsent(subject.applicationId(), _ -> new Memory());
        memory.events.addLast(event);
        if (memory.events.size() > limits.remembered()) {
            memory.forgotten = memory.events.removeFirst().number();
        }
        boolean anyDropped = watchers.removeIf(watcher -> !watcher.offer(event));
        if (anyDropped) observer.watching(watchers.size());
    }

    /**
     * Begins to watch, on the thread that will read.
     *
     * @param wanted which events; asked under a lock
     * @param applications those that {@code wanted} may want
     * @param after id of the last event that was seen; empty: from now on
     * @throws TooManyWatchers there are enough
     */
    public synchronized Watcher watch(
            Predicate<Event.Subject> wanted, Predicate<String> applications, Optional<String> after) {
        if (closed || watchers.size() >= limits.watchers()) {
            observer.refused();
            throw new TooManyWatchers(limits.watchers());
        }
        long seen = after.map(this::number).orElse(last);
        var missed = seen < 0 ? List.<Event>of() : missed(wanted, applications, seen);
        boolean whole = seen >= 0 && nothingForgotten(applications, seen);
        var watcher =
                new Watcher(this, limits, wanted, whole ? missed : List.of(), begun(whole, whole && !missed.isEmpty()));
        watchers.add(watcher);
        observer.watching(watchers.size());
        return watcher;
    }

    /**
     * What a watcher is told first: the server's time too, as clocks differ.
     *
     * @param more whether what it missed follows; otherwise the id makes one that is cut off at once come back to here
     */
    private String begun(boolean whole, boolean more) {
        return "retry: 2000\n%sevent: begun\ndata: {\"at\":\"%s\",\"complete\":%s}\n\n"
                .formatted(more ? "" : "id: " + id(last) + "\n", clock.instant().truncatedTo(ChronoUnit.MILLIS), whole);
    }

    private List<Event> missed(Predicate<Event.Subject> wanted, Predicate<String> applications, long seen) {
        var missed = new ArrayList<Event>();
        memories.forEach((application, memory) -> {
            if (!applications.test(application)) return;
            for (var event : memory.events) {
                if (event.number() > seen && wanted.test(event.subject())) missed.add(event);
            }
        });
        missed.sort(Comparator.comparingLong(Event::number));
        return missed;
    }

    private boolean nothingForgotten(Predicate<String> applications, long seen) {
        return memories.entrySet().stream()
                .noneMatch(one -> applications.test(one.getKey()) && one.getValue().forgotten > seen);
    }

    /** It watches no more; from here on its thread is not disturbed. */
    synchronized void left(Watcher watcher) {
        if (watchers.remove(watcher)) observer.watching(watchers.size());
    }

    void dropped() {
        observer.dropped();
    }

    /** Ends every stream. */
    @Override
    public synchronized void close() {
        closed = true;
        watchers.forEach(Watcher::end);
        watchers.clear();
        observer.watching(0);
    }

    private String id(long number) {
        return run + "-" + number;
    }

    /** Of an id that we gave out in this run; -1: it is none. */
    private long number(String id) {
        int dash = id.indexOf('-');
        if (dash < 0 || !id.substring(0, dash).equals(run)) return -1;
        try {
            long number = Long.parseLong(id.substring(dash + 1));
            return number >= 0 && number <= last ? number : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}

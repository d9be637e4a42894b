package io.ringflow.ivr.queue;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues, agents on duty, kept places, and what queues have learned, in the database. What changes is noted, the newest of
 * each row only, and written by one thread at a time, all that has gathered in one transaction. What the database does not
 * take is tried again. Thread-safe.
 */
final class StoredCentres implements CentreStore {

    private static final Logger LOG = LoggerFactory.getLogger(StoredCentres.class);

    /** A state of an agent is soon followed by the next. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** One row. */
    private record Key(CentreTable table, List<String> values) {

        static Key of(CentreTable table, String... values) {
            return new Key(table, List.of(values));
        }
    }

    /** What a row is to be; nothing, when it is to be none. */
    private interface Row {
        void write(Handle handle);
    }

    private final Database database;
    private final ScheduledExecutorService timer;
    private final Map<Key, Row> noted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean alarmSet = new AtomicBoolean();

    private volatile boolean failing;

    StoredCentres(Database database, ScheduledExecutorService timer) {
        this.database = database;
        this.timer = timer;
    }

    @Override
    public Map<String, Shelf> load() {
        return database.jdbi().withHandle(handle -> {
            var shelves = new HashMap<String, Shelf>();
            shelve(shelves, CentreRows.queues(handle), Shelf::queues);
            shelve(shelves, CentreRows.agents(handle), Shelf::agents);
            shelve(shelves, MemoryRows.places(handle), Shelf::places);
            shelve(shelves, MemoryRows.memories(handle), Shelf::memories);
            shelve(shelves, MemoryRows.lastTalks(handle), Shelf::lastTalks);
            return shelves;
        });
    }

    private static <T> void shelve(
            Map<String, Shelf> shelves, List<CentreRows.Stored<T>> rows, Function<Shelf, List<T>> board) {
        rows.forEach(row -> board.apply(shelves.computeIfAbsent(row.applicationId(), _ -> empty()))
                .add(row.what()));
    }

    private static Shelf empty() {
        return new Shelf(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void put(String applicationId, QueuePlan plan) {
        var key = Key.of(CentreTable.QUEUE, applicationId, plan.id());
        note(key, handle -> CentreRows.add(handle, applicationId, plan));
    }

    @Override
    public void removeQueue(String applicationId, String queue) {
        remove(Key.of(CentreTable.QUEUE, applicationId, queue));
    }

    @Override
    public void put(String applicationId, OnDuty agent) {
        var key = Key.of(CentreTable.AGENT, applicationId, agent.duty().agentId());
        note(key, handle -> CentreRows.add(handle, applicationId, agent));
    }

    @Override
    public void removeAgent(String applicationId, String agentId) {
        remove(Key.of(CentreTable.AGENT, applicationId, agentId));
    }

    @Override
    public void put(String applicationId, HeldPlace place) {
        var key = Key.of(CentreTable.PLACE, applicationId, place.callId());
        note(key, handle -> MemoryRows.add(handle, applicationId, place));
    }

    @Override
    public void removePlace(String applicationId, String callId) {
        remove(Key.of(CentreTable.PLACE, applicationId, callId));
    }

    @Override
    public void put(String applicationId, LineMemory memory) {
        var key = Key.of(CentreTable.MEMORY, applicationId, memory.queue());
        note(key, handle -> MemoryRows.add(handle, applicationId, memory));
    }

    @Override
    public void removeMemory(String applicationId, String queue) {
        remove(Key.of(CentreTable.MEMORY, applicationId, queue));
    }

    @Override
    public void put(String applicationId, LastTalk talk) {
        var customer = Rows.text(talk.customer());
        var key = Key.of(CentreTable.LAST_TALK, applicationId, talk.queue(), customer);
        note(key, handle -> MemoryRows.add(handle, applicationId, customer, talk));
    }

    @Override
    public void removeLastTalk(String applicationId, String queue, String customer) {
        remove(Key.of(CentreTable.LAST_TALK, applicationId, queue, Rows.text(customer)));
    }

    private void remove(Key key) {
        note(key, _ -> {});
    }

    private void note(Key key, Row row) {
        noted.put(key, row);
        later(GATHER);
    }

    @Override
    public CompletableFuture<Void> written() {
        var waiter = new CompletableFuture<Void>();
        waiters.add(waiter);
        begin();
        return waiter;
    }

    private void later(Duration time) {
        if (!alarmSet.compareAndSet(false, true)) return;
        try {
            timer.schedule(this::alarmed, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("the last changes are written when the server closes", closing);
        }
    }

    private void alarmed() {
        alarmSet.set(false);
        begin();
    }

    /** On a thread of its own: whoever brings something must not wait. */
    private void begin() {
        if (writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("centre-store").start(this::write);
        }
    }

    private void write() {
        boolean done = true;
        while (done && !(noted.isEmpty() && waiters.isEmpty())) done = writeOnce();
        writing.set(false);
        if (!done) later(AGAIN);
        // Somebody may have come between the last look and the end.
        else if (!noted.isEmpty() || !waiters.isEmpty()) begin();
    }

    private boolean writeOnce() {
        // In this order: whoever waits noted something before.
        var served = taken();
        var rows = new LinkedHashMap<Key, Row>();
        for (var key : List.copyOf(noted.keySet())) {
            @Nullable Row row = noted.remove(key);
            if (row != null) rows.put(key, row);
        }
        try {
            if (!rows.isEmpty())
                database.jdbi()
                        .useTransaction(handle -> rows.forEach((key, row) -> {
                            key.table().delete(handle, key.values());
                            row.write(handle);
                        }));
        } catch (RuntimeException away) {
            if (!failing) LOG.error("agents' states are not written, and will be tried again: {}", away.toString());
            failing = true;
            // What is newer stays.
            rows.forEach(noted::putIfAbsent);
            served.forEach(waiter -> waiter.completeExceptionally(away));
            return false;
        }
        if (failing) LOG.info("agents' states are written again");
        failing = false;
        served.forEach(waiter -> waiter.complete(null));
        return true;
    }

    private List<CompletableFuture<Void>> taken() {
        var list = new ArrayList<CompletableFuture<Void>>();
        for (var waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) list.add(waiter);
        return list;
    }

    /** Whether nothing is being written. */
    boolean idle() {
        return !writing.get();
    }

    /** Writes what is left. */
    void close() {
        if (!noted.isEmpty())
            written()
                    .orTimeout(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> {
                        LOG.warn("the last changes of agents were not written: {}", late.toString());
                        return null;
                    })
                    .join();
    }
}

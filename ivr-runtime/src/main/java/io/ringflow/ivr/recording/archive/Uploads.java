package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.RecordingFiles;
import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingObserver.Upload;
import io.ringflow.ivr.recording.archive.ArchivedRecording.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads recordings, and deletes them from the store, until it is done: what is to be done stands in the database, and what
 * is not there yet on the disk. One thread decides; each piece of work has a virtual thread of its own, some at a time. While
 * the store is away it is asked with one of them, after 1, 2, 5, 10, 30 s, 1, 2, then every 5 min.
 */
final class Uploads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_ALARM = Duration.ofMinutes(10);
    private static final Duration BETWEEN_EXPIRIES = Duration.ofHours(1);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);
    private static final Duration LAST_WORK = Duration.ofSeconds(2);

    private final ArchiveSettings settings;
    private final RecordingFiles files;
    private final ArchiveTable table;
    private final StoreWork work;
    private final StoreHealth health;
    private final RecordingObserver observer;
    private final ScheduledExecutorService timers;
    private final InstantSource clock;
    private final Thread thread = Thread.ofVirtual().name("recording-uploads").unstarted(this::decide);

    private final Semaphore wakes = new Semaphore(0);
    // Wakes not yet worked off and work under way: zero is rest.
    private final AtomicInteger busy = new AtomicInteger();
    private final ConcurrentLinkedQueue<RecordingManifest> fresh = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private volatile int waiting;

    // The deciding thread's.
    private final Map<RecordingId, Thread> running = new HashMap<>();
    private final List<ArchivedRecording> unwritten = new ArrayList<>();
    private boolean tookOver;
    private boolean databaseAway;
    private Instant nextExpiry = Instant.MIN;
    private Instant nextCount = Instant.MIN;
    private boolean counted;
    private @Nullable ScheduledFuture<?> alarm;

    /** A piece of work that came to its end. */
    private record Done(ArchivedRecording row, Optional<StoreFailure> failure) {}

    Uploads(
            ArchiveSettings settings,
            RecordingFiles files,
            ArchiveTable table,
            StoreWork work,
            String store,
            RecordingObserver observer,
            ScheduledExecutorService timers,
            InstantSource clock) {
        this.settings = settings;
        this.files = files;
        this.table = table;
        this.work = work;
        this.health = new StoreHealth(store);
        this.observer = observer;
        this.timers = timers;
        this.clock = clock;
    }

    void start() {
        wake();
        thread.start();
    }

    void add(RecordingManifest manifest) {
        fresh.add(manifest);
        wake();
    }

    void delete(RecordingId id, Instant now) {
        fresh.removeIf(one -> one.recording().equals(id));
        if (table.delete(id, now)) wake();
    }

    int waiting() {
        return waiting;
    }

    Duration away() {
        var since = health.awaySince();
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    boolean idle() {
        return busy.get() == 0;
    }

    private void wake() {
        busy.incrementAndGet();
        wakes.release();
    }

    private void decide() {
        try {
            while (!closed) {
                wakes.acquire();
                int heard = 1 + wakes.drainPermits();
                try {
                    step(clock.instant());
                } finally {
                    busy.addAndGet(-heard);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Instant now) {
        var next = now.plus(LONGEST_ALARM);
        try {
            takeOver(now);
            write(now);
            settle(now);
            expire(now);
            begin(now);
            next = count(earliest(next, now), now);
            databaseAway = false;
        } catch (RuntimeException away) {
            if (!databaseAway) LOG.warn("recordings are not uploaded while the database is away: {}", away.toString());
            databaseAway = true;
            next = now.plus(DATABASE_RETRY);
        }
        setAlarm(now, next);
    }

    /** What a process was killed before it wrote down, and what was recorded before there was an archive. */
    private void takeOver(Instant now) {
        if (tookOver) return;
        try {
            var here = files.all();
            var known =
                    table.known(here.stream().map(RecordingManifest::recording).toList(), Optional.empty());
            here.stream()
                    .filter(one -> !known.contains(one.recording()))
                    .map(one -> row(one, now))
                    .forEach(unwritten::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tookOver = true;
        int left = table.waiting() + unwritten.size();
        if (left > 0) LOG.info("recordings that wait to be uploaded or deleted: {}", left);
    }

    private void write(Instant now) {
        for (var one = fresh.poll(); one != null; one = fresh.poll()) unwritten.add(row(one, now));
        table.add(unwritten);
        unwritten.clear();
    }

    private ArchivedRecording row(RecordingManifest manifest, Instant now) {
        String key = settings.prefix() + DAY.format(manifest.startedAt()) + manifest.fileName();
        return new ArchivedRecording(manifest, key, State.WAITING, 0, now);
    }

    /** Notes what came of the work that has ended. */
    private void settle(Instant now) {
        for (var one = done.peek(); one != null; one = done.peek()) {
            running.remove(one.row().id());
            if (one.failure().isPresent()) failed(one.row(), one.failure().get(), now);
            // A store that takes nothing more may be there to delete.
            else if (health.away() && one.row().state() == State.DELETING) health.reached();
            else health.worked(now);
            // Only now: the database may have been away.
            done.poll();
        }
    }

    private void failed(ArchivedRecording row, StoreFailure why, Instant now) {
        double chance = ThreadLocalRandom.current().nextDouble();
        table.postpone(row.id(), now.plus(StoreHealth.after(row.attempts() + 1, chance)));
        observer.uploaded(Upload.FAILED, 0);
        switch (why.kind()) {
            case AWAY -> away(why, now, chance);
            // A store that refuses something is there.
            case OBJECT, MISSING -> health.worked(now);
            case DISK -> {}
        }
        if (why.kind() != StoreFailure.Kind.AWAY && row.attempts() == 0) {
            LOG.warn("recording {} is tried again: {}", row.id(), why.getMessage());
        }
    }

    private void away(StoreFailure why, Instant now, double chance) {
        boolean first = !health.away();
        // Those that were under way together count once.
        if (!first && !running.isEmpty()) return;
        health.failed(String.valueOf(why.getMessage()), first ? table.waiting() : waiting, now, chance);
    }

    private void expire(Instant now) {
        if (settings.keepFor().isZero() || now.isBefore(nextExpiry)) return;
        table.deleteBefore(now.minus(settings.keepFor()), now);
        nextExpiry = now.plus(BETWEEN_EXPIRIES);
    }

    private void begin(Instant now) {
        if (closed) return;
        int room = health.away()
                ? (running.isEmpty() && !now.isBefore(health.nextTry()) ? 1 : 0)
                : settings.atOnce() - running.size();
        if (room <= 0) return;
        // Those that are under way are still due.
        for (var row : table.due(now, room + running.size())) {
            if (room == 0) return;
            if (running.containsKey(row.id())) continue;
            begin(row);
            room--;
        }
    }

    private void begin(ArchivedRecording row) {
        busy.incrementAndGet();
        var worker = Thread.ofVirtual().name("recording-upload-" + row.id()).unstarted(() -> {
            var failure = Optional.<StoreFailure>empty();
            try {
                work.run(row);
            } catch (StoreFailure told) {
                failure = Optional.of(told);
            } catch (RuntimeException unexpected) {
                LOG.debug("recording {} failed in the middle", row.id(), unexpected);
                failure = Optional.of(new StoreFailure(StoreFailure.Kind.OBJECT, unexpected.toString(), unexpected));
            } finally {
                done.add(new Done(row, failure));
                wake();
                busy.decrementAndGet();
            }
        });
        running.put(row.id(), worker);
        worker.start();
    }

    /** Not more often than once a second: after an outage of days there may be many. */
    private Instant count(Instant next, Instant now) {
        counted = !now.isBefore(nextCount);
        if (!counted) return before(next, nextCount);
        waiting = table.waiting();
        if (waiting == 0 && health.away()) health.worked(now);
        nextCount = now.plus(BETWEEN_COUNTS);
        return next;
    }

    private Instant earliest(Instant limit, Instant now) {
        var earliest = limit;
        if (health.away() && !running.isEmpty()) return earliest;
        if (health.away() && now.isBefore(health.nextTry())) return before(earliest, health.nextTry());
        var due = table.nextDue(now);
        if (due.isPresent()) earliest = before(earliest, due.get());
        return settings.keepFor().isZero() ? earliest : before(earliest, nextExpiry);
    }

    private static Instant before(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void setAlarm(Instant now, Instant next) {
        var former = alarm;
        if (former != null) former.cancel(false);
        alarm = null;
        boolean anything =
                waiting > 0 || !counted || databaseAway || !settings.keepFor().isZero();
        if (closed || !anything) return;
        try {
            long millis = Math.max(1, Duration.between(now, next).toMillis());
            alarm = timers.schedule(this::wake, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("no alarm: the timers have stopped");
        }
    }

    /** What is under way is broken off, and done again by the next start. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (!thread.join(LAST_WORK)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var last = alarm;
        if (last != null) last.cancel(false);
        running.values().forEach(Thread::interrupt);
    }
}

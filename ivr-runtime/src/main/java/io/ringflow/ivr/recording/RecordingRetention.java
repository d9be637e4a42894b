package io.ringflow.ivr.recording;

import io.ringflow.ivr.recording.RecordingObserver.Deletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes recordings that are too old, and the oldest while all together are too large: at the start, and from time to
 * time. Thread-safe; each sweep has a virtual thread of its own.
 */
public final class RecordingRetention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingRetention.class);

    private final Path directory;
    private final RecordingSettings settings;
    private final RecordingArchive archive;
    private final RecordingObserver observer;
    private final InstantSource clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Future<?> timer;

    private volatile long bytes;

    private RecordingRetention(
            Path directory,
            RecordingSettings settings,
            RecordingArchive archive,
            RecordingObserver observer,
            ScheduledExecutorService timers,
            InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.archive = archive;
        this.observer = observer;
        this.clock = clock;
        long period = settings.sweepEvery().toNanos();
        this.timer = timers.scheduleWithFixedDelay(this::begin, period, period, TimeUnit.NANOSECONDS);
    }

    /** One recording's file. */
    private record Aged(RecordingId id, Path file, Instant at, long size) {}

    /**
     * Begins, with a first sweep.
     *
     * @param archive that may have what is here
     */
    public static RecordingRetention start(
            Path directory,
            RecordingSettings settings,
            RecordingArchive archive,
            RecordingObserver observer,
            ScheduledExecutorService timers,
            InstantSource clock) {
        var retention = new RecordingRetention(directory, settings, archive, observer, timers, clock);
        retention.begin();
        return retention;
    }

    /** Bytes of all recordings when they were last looked at. */
    public long bytes() {
        return bytes;
    }

    /** Whether no sweep is under way. */
    public boolean idle() {
        return !sweeping.get();
    }

    @Override
    public void close() {
        timer.cancel(false);
    }

    private void begin() {
        if (!sweeping.compareAndSet(false, true)) return;
        Thread.ofVirtual().name("recording-sweep").start(() -> {
            try {
                sweep();
            } catch (IOException | RuntimeException e) {
                LOG.warn("recordings can not be looked through: {}", e.toString());
            } finally {
                sweeping.set(false);
            }
        });
    }

    private void sweep() throws IOException {
        var now = clock.instant();
        var files = files();
        var stored = archive.stored(files.stream().map(Aged::id).toList());
        long total = files.stream().mapToLong(Aged::size).sum();
        var left = new ArrayList<Aged>();
        for (var file : files) {
            var why = expired(file, stored.contains(file.id()), now);
            if (why.isPresent() && delete(file, why.get())) total -= file.size();
            else left.add(file);
        }
        // What lies elsewhere too goes first.
        left.sort(Comparator.comparing((Aged one) -> !stored.contains(one.id())).thenComparing(Aged::at));
        for (var file : left) {
            if (total <= settings.keepBytes()) break;
            if (delete(file, Deletion.SIZE)) total -= file.size();
        }
        bytes = total;
    }

    private Optional<Deletion> expired(Aged file, boolean stored, Instant now) {
        if (file.at().isBefore(now.minus(settings.keepFor()))) return Optional.of(Deletion.AGE);
        boolean dispensable = stored && file.at().isBefore(now.minus(archive.localFor()));
        return dispensable ? Optional.of(Deletion.ARCHIVED) : Optional.empty();
    }

    /** Oldest first. */
    private List<Aged> files() throws IOException {
        var found = new ArrayList<Aged>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                if (file.toString().endsWith(RecordingReturn.UNFINISHED)) unfinished(file);
                var name = RecordingNames.AUDIO.matcher(String.valueOf(file.getFileName()));
                if (!name.matches()) continue;
                try {
                    var at = Files.getLastModifiedTime(file).toInstant();
                    found.add(new Aged(new RecordingId(name.group(1)), file, at, Files.size(file)));
                } catch (IOException _) {
                    // Gone since it was listed.
                }
            }
        }
        found.sort(Comparator.comparing(Aged::at));
        return found;
    }

    /** What a kill left while it was fetched. */
    private void unfinished(Path file) throws IOException {
        var yesterday = clock.instant().minus(Duration.ofDays(1));
        if (Files.getLastModifiedTime(file).toInstant().isBefore(yesterday)) Files.deleteIfExists(file);
    }

    private boolean delete(Aged recording, Deletion why) {
        try {
            // The manifest first: what is left of a half-done deletion is found by the next sweep, and given out by
            // nobody.
            Files.deleteIfExists(RecordingNames.manifest(directory, recording.id()));
            Files.deleteIfExists(recording.file());
            observer.deleted(why);
            LOG.info(
                    "recording {} deleted for its {}",
                    recording.id(),
                    why.name().toLowerCase(java.util.Locale.ROOT));
            return true;
        } catch (IOException e) {
            LOG.warn("recording {} can not be deleted: {}", recording.id(), e.toString());
            return false;
        }
    }
}

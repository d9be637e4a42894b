package io.ringflow.ivr.recording;

import io.ringflow.ivr.recording.RecordingObserver.Deletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private final RecordingObserver observer;
    private final InstantSource clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Future<?> timer;

    private volatile long bytes;

    private RecordingRetention(
            Path directory,
            RecordingSettings settings,
            RecordingObserver observer,
            ScheduledExecutorService timers,
            InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.observer = observer;
        this.clock = clock;
        long period = settings.sweepEvery().toNanos();
        this.timer = timers.scheduleWithFixedDelay(this::begin, period, period, TimeUnit.NANOSECONDS);
    }

    /** One recording's file. */
    private record Aged(RecordingId id, Path file, Instant at, long size) {}

    /** Begins, with a first sweep. */
    public static RecordingRetention start(
            Path directory,
            RecordingSettings settings,
            RecordingObserver observer,
            ScheduledExecutorService timers,
            InstantSource clock) {
        var retention = new RecordingRetention(directory, settings, observer, timers, clock);
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
        var oldest = clock.instant().minus(settings.keepFor());
        var files = files();
        long total = files.stream().mapToLong(Aged::size).sum();
        for (var file : files) {
            boolean old = file.at().isBefore(oldest);
            if (!old && total <= settings.keepBytes()) break;
            if (delete(file, old ? Deletion.AGE : Deletion.SIZE)) total -= file.size();
        }
        bytes = total;
    }

    /** Oldest first. */
    private List<Aged> files() throws IOException {
        var found = new ArrayList<Aged>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
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

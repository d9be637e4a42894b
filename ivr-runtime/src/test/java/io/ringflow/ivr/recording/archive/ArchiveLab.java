package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.recording.StoreLab;
import io.ringflow.ivr.recording.archive.ArchiveSettings.Downloads;
import io.ringflow.ivr.recording.archive.ArchiveSettings.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An archive of a {@link StoreLab}'s recordings in memory, which can be stopped and started again. */
public final class ArchiveLab {

    public final MemoryStore store = new MemoryStore();

    private final StoreLab lab;
    private final Path directory;
    private final Database database;
    private Duration keepFor = Duration.ZERO;
    private @Nullable StoreArchive running;

    public ArchiveLab(StoreLab lab, Path directory, Database database) {
        this.lab = lab;
        this.directory = directory;
        this.database = database;
        lab.time.idleWhen(() -> running == null || running.idle());
    }

    public void keepFor(Duration age) {
        keepFor = age;
    }

    public StoreArchive running() {
        return Objects.requireNonNull(running);
    }

    public void start() {
        var settings = new ArchiveSettings(
                Optional.empty(),
                "here",
                "calls",
                "shop/",
                new Keys("access", "secret"),
                true,
                16 << 20,
                4,
                Duration.ofSeconds(30),
                Downloads.THROUGH,
                Duration.ofDays(1),
                keepFor);
        running = StoreArchive.start(settings, directory, database, store, lab, lab.time, lab.time);
        lab.store.archiveIn(running);
        lab.time.settle();
    }

    public void stop() {
        if (running != null) running.close();
        running = null;
    }
}

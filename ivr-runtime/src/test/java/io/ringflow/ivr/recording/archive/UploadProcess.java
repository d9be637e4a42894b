package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.recording.RecordingObserver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A process that uploads what is in a directory, for a test to kill. */
final class UploadProcess {

    private UploadProcess() {}

    /** The same store as elsewhere, in small parts, so that there is a middle. */
    static ArchiveSettings settings(URI store) {
        return new ArchiveSettings(
                Optional.of(store),
                "us-east-1",
                S3Server.BUCKET,
                "",
                S3Server.KEYS,
                true,
                5 << 20,
                4,
                Duration.ofSeconds(30),
                ArchiveSettings.Downloads.THROUGH,
                Duration.ofDays(1),
                Duration.ZERO);
    }

    public static void main(String[] arguments) {
        var settings = settings(URI.create(arguments[2]));
        StoreArchive.start(
                settings,
                Path.of(arguments[0]),
                Database.embedded(Path.of(arguments[1])),
                S3Store.open(settings),
                RecordingObserver.NONE,
                Executors.newScheduledThreadPool(1),
                InstantSource.system());
        LockSupport.parkNanos(Duration.ofMinutes(5).toNanos());
    }
}

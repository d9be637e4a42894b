package io.ringflow.ivr.recording.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.StoreLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of an upload, of us and of the store: the next start uploads it whole, and leaves no parts. */
class KilledUploadSocketTest {

    private static final int SECONDS = 3_600;

    @TempDir
    Path dir;

    private Path recordings() {
        return dir.resolve("recordings");
    }

    /** 58 MB, in parts of 5 MiB. */
    private KeptRecording recorded() throws IOException {
        return new StoreLab(recordings()).recorded(SECONDS);
    }

    private Process uploads(S3Server server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadProcess.class.getName(),
                        recordings().toString(),
                        dir.resolve("ringflow.db").toString(),
                        server.uri().toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("uploads.log").toFile())
                .start();
    }

    private static boolean inTheMiddle(S3Server server) {
        try {
            return !server.keys().isEmpty();
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    @Test
    void whatWeWereInTheMiddleOfIsUploadedByTheNextStart() throws Exception {
        try (var server = S3Server.start(dir)) {
            var kept = recorded();
            var process = uploads(server);
            try {
                S3Server.until("parts are there", () -> inTheMiddle(server) || !process.isAlive());
            } finally {
                process.destroyForcibly().waitFor();
            }
            String key = "2026/01/05/" + kept.id() + ".wav";
            assertThat(server.file(key)).as("not whole yet").doesNotExist();
            finish(server);
            assertThat(server.file(key)).hasSameBinaryContentAs(recordings().resolve(kept.id() + ".wav"));
            assertThat(server.keys())
                    .as("no parts are left")
                    .containsExactlyInAnyOrder(key, key.replace(".wav", ".json"));
        }
    }

    @Test
    void whatTheStoreWasInTheMiddleOfIsUploadedWhenItIsBack() throws Exception {
        try (var server = S3Server.start(dir)) {
            var kept = recorded();
            var process = uploads(server);
            try {
                S3Server.until("parts are there", () -> inTheMiddle(server) || !process.isAlive());
                server.kill();
                S3Server.until("that is told", () -> said().contains("do not get into s3://calls at 127.0.0.1"));
                server.startAgain();
                Path whole = server.file("2026/01/05/" + kept.id() + ".json");
                S3Server.until("it is whole", () -> Files.exists(whole));
                assertThat(server.file("2026/01/05/" + kept.id() + ".wav"))
                        .hasSameBinaryContentAs(recordings().resolve(kept.id() + ".wav"));
                assertThat(said()).containsOnlyOnce("do not get into s3://calls");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private String said() {
        try {
            return Files.readString(dir.resolve("uploads.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish(S3Server server) throws IOException {
        var settings = UploadProcess.settings(server.uri());
        try (var timers = Executors.newScheduledThreadPool(1);
                var database = Database.embedded(dir.resolve("ringflow.db"))) {
            try (var archive = StoreArchive.start(
                    settings,
                    recordings(),
                    database,
                    S3Store.open(settings),
                    RecordingObserver.NONE,
                    timers,
                    InstantSource.system())) {
                S3Server.until("it is whole", () -> archive.idle() && archive.waiting() == 0 && isWhole(server));
            }
            timers.shutdownNow();
        }
    }

    private static boolean isWhole(S3Server server) {
        try {
            return server.keys().stream().anyMatch(key -> key.endsWith(".json"));
        } catch (IOException e) {
            return false;
        }
    }
}

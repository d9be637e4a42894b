package io.ringflow.ivr.recording.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.recording.archive.ArchiveSettings.Downloads;
import io.ringflow.ivr.recording.archive.ArchiveSettings.Keys;
import io.ringflow.ivr.recording.archive.StoreFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol of S3 against a server of somebody else's making. */
class S3StoreSocketTest {

    private static final String SHA = "ab".repeat(32);

    @TempDir
    static Path dir;

    private static S3Server server;

    @TempDir
    Path files;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start(dir);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static S3Store open() {
        return S3Store.open(server.settings());
    }

    private Path random(int bytes) throws IOException {
        byte[] octets = new byte[bytes];
        new Random(bytes).nextBytes(octets);
        return Files.write(files.resolve("sound.wav"), octets);
    }

    private static Kind kind(Throwable failure) {
        return ((StoreFailure) failure).kind();
    }

    @Test
    void whatIsPutIsThereToTheOctetAndInParts() throws IOException {
        var file = random(100_000);
        try (var store = open()) {
            store.put("2026/a.wav", file, "audio/wav", SHA);
            store.put("2026/a.json", "{}".getBytes(StandardCharsets.UTF_8), "application/json");
            assertThat(server.file("2026/a.wav")).hasSameBinaryContentAs(file);
            assertThat(server.file("2026/a.json")).hasContent("{}");
            try (var part = store.read("2026/a.wav", 44, 1_000)) {
                assertThat(part.readAllBytes())
                        .isEqualTo(java.util.Arrays.copyOfRange(Files.readAllBytes(file), 44, 1_044));
            }
            store.delete("2026/a.wav");
            assertThat(server.file("2026/a.wav")).doesNotExist();
            store.delete("2026/a.wav");
            assertThatThrownBy(() -> store.read("2026/a.wav", 0, 1))
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.MISSING));
        }
    }

    @Test
    void aHundredMegabytesGoUpInParts() throws IOException {
        var file = random(100 * 1024 * 1024 + 17);
        try (var store = open()) {
            store.put("large.wav", file, "audio/wav", SHA);
            assertThat(server.file("large.wav")).hasSameBinaryContentAs(file);
            try (var end = store.read("large.wav", 100 * 1024 * 1024, 17)) {
                assertThat(end.readAllBytes()).hasSize(17);
            }
            store.delete("large.wav");
        }
    }

    @Test
    void aLinkGivesWhatItSaysAndNothingElse() throws Exception {
        var file = random(5_000);
        try (var store = open();
                var http = HttpClient.newHttpClient()) {
            store.put("linked.wav", file, "audio/wav", SHA);
            var link = store.link("linked.wav", "id.wav", "audio/wav", Duration.ofMinutes(1));
            var answer = get(http, link.toString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Files.readAllBytes(file));
            assertThat(answer.headers().firstValue("content-disposition")).contains("inline; filename=\"id.wav\"");
            store.put("other.wav", file, "audio/wav", SHA);
            assertThat(get(http, link.toString().replace("linked.wav", "other.wav"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get(http, link.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=6000"))
                            .statusCode())
                    .isEqualTo(403);
            String bare = link.toString().substring(0, link.toString().indexOf('?'));
            assertThat(get(http, bare).statusCode()).isEqualTo(403);
        }
    }

    private static HttpResponse<byte[]> get(HttpClient http, String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void wrongKeysAndAMissingBucketAreTheStoresAndNoObjectsFault() throws IOException {
        var file = random(1_000);
        var wrong = server.settings(new Keys(S3Server.KEYS.access(), "another secret"), Downloads.THROUGH);
        try (var store = S3Store.open(wrong)) {
            assertThatThrownBy(() -> store.put("a.wav", file, "audio/wav", SHA))
                    .hasMessageStartingWith("403 SignatureDoesNotMatch")
                    .hasMessageNotContaining("another secret")
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.AWAY));
        }
        Files.move(server.file(""), dir.resolve("store/away"));
        try (var store = open()) {
            assertThatThrownBy(() -> store.put("a.wav", file, "audio/wav", SHA))
                    .hasMessageStartingWith("404 NoSuchBucket")
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.AWAY));
        } finally {
            Files.move(dir.resolve("store/away"), server.file(""));
        }
    }

    @Test
    void aBucketThatTakesNoMoreIsTold() throws IOException {
        var file = random(1_000);
        server.kill();
        server.startAgainReadOnly();
        try (var store = open()) {
            assertThatThrownBy(() -> store.put("a.wav", file, "audio/wav", SHA))
                    .hasMessageStartingWith("501 NotImplemented")
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.AWAY));
        } finally {
            server.kill();
            server.startAgain();
        }
    }

    @Test
    void aStoreWhoseDiskIsFullIsToldAndHasNothingOfWhatItDidNotTake() throws IOException {
        var large = random(2 * S3Server.ROOM);
        var small = Files.write(files.resolve("small.wav"), new byte[1_000]);
        server.kill();
        server.startAgainNearlyFull();
        try (var store = open()) {
            assertThatThrownBy(() -> store.put("full/large.wav", large, "audio/wav", SHA))
                    .hasMessageStartingWith("500")
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.AWAY));
            assertThatThrownBy(() -> store.read("full/large.wav", 0, 1))
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.MISSING));
            store.put("full/small.wav", small, "audio/wav", SHA);
            assertThat(server.file("full/small.wav")).hasSize(1_000);
            store.delete("full/small.wav");
            assertThat(server.file("full/small.wav")).doesNotExist();
        } finally {
            server.kill();
            server.startAgain();
        }
        try (var store = open()) {
            store.put("full/large.wav", large, "audio/wav", SHA);
            assertThat(server.file("full/large.wav")).hasSameBinaryContentAs(large);
        }
    }

    @Test
    void aStoreThatIsNotThereIsAway() throws IOException {
        var file = random(1_000);
        server.kill();
        try (var store = open()) {
            assertThatThrownBy(() -> store.put("a.wav", file, "audio/wav", SHA))
                    .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.AWAY));
        } finally {
            server.startAgain();
        }
    }
}

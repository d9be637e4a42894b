package io.ringflow.ivr.lab;

import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.api.ApiClient;
import io.ringflow.ivr.recording.archive.S3Server;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Tone;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D23 with an archive: a recordurl stays good wherever the recording lies. A real call, and a real store. */
class ArchivedRecordingCallTest {

    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int VOICE = 500;

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private S3Server store;

    @BeforeEach
    void start() throws Exception {
        store = S3Server.start(Files.createDirectories(dir.resolve("s3")));
    }

    @AfterEach
    void stop() {
        store.close();
        http.close();
    }

    private CallLab lab(String downloads) {
        var archive = Map.of(
                "bucket",
                S3Server.BUCKET,
                "endpoint",
                store.uri().toString(),
                "access-key",
                S3Server.KEYS.access(),
                "secret-key",
                S3Server.KEYS.secret(),
                "local-for",
                "1 hour",
                "downloads",
                downloads);
        return new CallLab(dir, settings -> settings.with("recordings.archive", archive)
                .with("rest.port", 0)
                .with("rest.accounts", ApiClient.ACCOUNTS)
                .another("foreign"));
    }

    /** The URL of a recording of one second. */
    private static String recorded(CallLab lab) {
        lab.app().on("startservice", response("<Record maxlength='1' beep='false'/>"));
        lab.app().on("recordreport", response("<Hangup/>"));
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        caller.rtp().speak(Tone.of(VOICE));
        lab.isHungUp(caller);
        lab.until("stopservice", LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast().param("recordurl");
    }

    private HttpResponse<byte[]> fetch(String url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) request.headers(headers);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** On a connection that does not stay. */
    private static HttpResponse<byte[]> fromStore(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private long onDisk() throws Exception {
        try (var files = Files.list(dir.resolve("data/recordings"))) {
            return files.count();
        }
    }

    @Test
    void itsUrlGivesTheSameFromTheDiskAndThroughUsFromTheStore() throws Exception {
        try (var lab = lab("through")) {
            String url = recorded(lab);
            byte[] here = fetch(url).body();
            assertThat(here).hasSizeGreaterThan(16_000);
            assertThat(store.keys()).hasSize(2);
            lab.time().advance(Duration.ofHours(2));
            assertThat(onDisk()).isZero();

            var there = fetch(url);
            assertThat(there.statusCode()).isEqualTo(200);
            assertThat(there.headers().firstValue("content-type")).contains("audio/wav");
            assertThat(there.body()).isEqualTo(here);
            var part = fetch(url, "Range", "bytes=100-199");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(here, 100, 200));
            assertThat(fetch(url.replace("sig=", "sig=0")).statusCode()).isEqualTo(403);

            store.kill();
            var away = fetch(url);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("retry-after")).isPresent();
            store.startAgain();
            assertThat(fetch(url).statusCode()).isEqualTo(200);

            deletedByTheInterface(lab, url);
        }
    }

    private void deletedByTheInterface(CallLab lab, String url) throws Exception {
        try (var api = new ApiClient(lab.server().restPort().orElseThrow())) {
            var listed = api.get("/v1/recordings").json().path("items");
            assertThat(listed).hasSize(1);
            String id = listed.path(0).path("recordingId").asText();
            assertThat(api.as(ApiClient.OTHER_KEY).get("/v1/recordings").json().path("items"))
                    .isEmpty();
            assertThat(api.delete("/v1/recordings/" + id).status()).isEqualTo(404);
            assertThat(api.as(ApiClient.KEY).delete("/v1/recordings/" + id).status())
                    .isEqualTo(204);
        }
        lab.time().settle();
        assertThat(fetch(url).statusCode()).isEqualTo(404);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void asIsWishedAClientIsSentToTheStore() throws Exception {
        try (var lab = lab("redirect")) {
            String url = recorded(lab);
            byte[] here = fetch(url).body();
            lab.time().advance(Duration.ofHours(2));
            var sent = fetch(url);
            assertThat(sent.statusCode()).isEqualTo(302);
            String to = sent.headers().firstValue("location").orElseThrow();
            assertThat(to).startsWith(store.uri() + "/calls/").contains("X-Amz-Signature=");
            assertThat(fromStore(to).body()).isEqualTo(here);
            assertThat(fromStore(to.replace("X-Amz-Expires=900", "X-Amz-Expires=9000"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aStoreThatIsAwayCostsNoCallAndIsToldInMetrics() throws Exception {
        store.kill();
        try (var lab = lab("through")) {
            String url = recorded(lab);
            assertThat(fetch(url).statusCode()).isEqualTo(200);
            lab.time().advance(Duration.ofMinutes(3));
            String base = url.substring(0, url.indexOf("/recordings/"));
            assertThat(new String(fetch(base + "/metrics").body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("ringflow_recordings_archive_waiting 1.0")
                    .containsPattern("ringflow_recordings_archive_away_seconds 1[0-9]{2}\\.")
                    .containsPattern("ringflow_recordings_uploads_total\\{outcome=\"failed\"} [1-9]");
            store.startAgain();
            lab.time().advance(Duration.ofMinutes(7));
            assertThat(store.keys()).hasSize(2);
            assertThat(new String(fetch(base + "/metrics").body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("ringflow_recordings_archive_waiting 0.0")
                    .contains("ringflow_recordings_archive_away_seconds 0.0")
                    .contains("ringflow_recordings_uploads_total{outcome=\"stored\"} 1.0");
        }
    }
}

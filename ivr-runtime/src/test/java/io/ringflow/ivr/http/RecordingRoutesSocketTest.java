package io.ringflow.ivr.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.ivr.recording.StoreLab;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D23: recordings by their URLs, and by nothing else. */
class RecordingRoutesSocketTest {

    @TempDir
    Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private StoreLab lab;
    private OperatorServer server;
    private KeptRecording kept;
    private byte[] content;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(dir.resolve("secret"), "not yours");
        lab = new StoreLab(Files.createDirectories(dir.resolve("recordings")));
        var nothing = new NoCalls();
        server = OperatorServer.start(
                InetAddress.getLoopbackAddress(),
                0,
                () -> "",
                nothing,
                nothing,
                new RecordingRoutes(lab.store, lab.links, lab));
        kept = lab.recorded(20);
        content = Files.readAllBytes(lab.store.find(kept.id()).orElseThrow().file());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private String target() {
        return kept.url().replace("http://media", "");
    }

    private HttpResponse<byte[]> ask(String method, String target, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void aGoodUrlGivesTheWholeFile() throws Exception {
        var answer = ask("GET", target());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("content-type")).contains("audio/wav");
        assertThat(answer.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(answer.headers().firstValue("cache-control")).contains("private");
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(content.length);
        // It is told when the last octet is written, which may be after the client has it.
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (lab.told.isEmpty() && System.nanoTime() < deadline) Thread.onSpinWait();
        assertThat(lab.told).containsExactly("downloaded WHOLE");
    }

    @Test
    void headTellsTheSameWithoutTheFile() throws Exception {
        var answer = ask("HEAD", target());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(content.length);
    }

    @Test
    void aPartIsGivenByItsRange() throws Exception {
        var answer = ask("GET", target(), "Range", "bytes=100000-200000");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("content-range")).contains("bytes 100000-200000/" + content.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, 100_000, 200_001));
        var tail = ask("GET", target(), "Range", "bytes=-44");
        assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(content, content.length - 44, content.length));
        var beyond = ask("GET", target(), "Range", "bytes=" + content.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("content-range")).contains("bytes */" + content.length);
    }

    @Test
    void aChangedOrExpiredUrlIsForbidden() throws Exception {
        assertThat(ask("GET", target().replaceFirst("expires=", "expires=1")).statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", target() + "0").statusCode()).isEqualTo(403);
        assertThat(ask("GET", "/recordings/" + kept.id()).statusCode()).isEqualTo(403);
        assertThat(lab.told).containsOnly("downloaded FORGED");
        lab.time.advance(Duration.ofHours(2));
        assertThat(ask("GET", target()).statusCode()).isEqualTo(403);
        assertThat(lab.told.getLast()).isEqualTo("downloaded EXPIRED");
    }

    @Test
    void whatIsNoLongerKeptIsNotFound() throws Exception {
        Files.delete(dir.resolve("recordings/" + kept.id() + ".json"));
        assertThat(ask("GET", target()).statusCode()).isEqualTo(404);
        assertThat(lab.told).containsExactly("downloaded UNKNOWN");
    }

    @Test
    void withoutASignatureNobodyLearnsWhatThereIs() throws Exception {
        var other = "/recordings/" + "0".repeat(32);
        assertThat(ask("GET", other).body())
                .isEqualTo(ask("GET", "/recordings/" + kept.id()).body());
    }

    /** Threat W9. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/recordings/../secret",
                "/recordings/..%2fsecret",
                "/recordings/%2e%2e%2fsecret",
                "/recordings/..%5csecret",
                "/recordings/%2e%2e/secret",
                "/recordings//etc/passwd",
                "/recordings/secret%00",
                "/recordings/",
                "/recordings"
            })
    void noPathLeadsOutOfTheDirectory(String target) throws Exception {
        // By a socket of our own: a client would tidy the path up.
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()), 5_000);
            socket.setSoTimeout(5_000);
            var request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = answer(socket.getInputStream());
            assertThat(answer).matches("(?s)HTTP/1.1 (400|403|404) .*").doesNotContain("not yours", "root:");
        }
    }

    private static String answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readNBytes(1)[0]);
        var length = Pattern.compile("(?i)content-length: *([0-9]+)").matcher(head);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return head + new String(in.readNBytes(body), StandardCharsets.UTF_8);
    }

    /** An operator's view of nothing. */
    private static final class NoCalls implements CallView, HealthView {
        @Override
        public boolean accepting() {
            return true;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("since", Instant.EPOCH.toString());
        }

        @Override
        public List<Line> calls(int limit) {
            return List.of();
        }

        @Override
        public Optional<String> story(String callId) {
            return Optional.empty();
        }
    }
}

package io.ringflow.ivr.speech.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechPcm;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.ivr.speech.Utterance;
import io.ringflow.testkit.rtp.Tone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a service that does well, slowly, badly and not at all. */
class HttpSpeechEngineSocketTest {

    private static final Utterance HELLO = new Utterance("你好", "zh-CN", "", 0, 0, 0, true);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final short[] TONE = Tone.of(440).samples(24_000);
    private static final String PCM_TYPE = "Content-Type: audio/pcm";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void theRequestIsThatOfTheApiAndTheAnswerIsHeard() throws IOException {
        try (var stub = new SpeechStub(out -> whole(out, PCM_TYPE, octets(TONE)))) {
            var sound = engine(stub.url(), "pcm", LONG).speak(HELLO);
            assertThat(sound.sampleRate()).isEqualTo(24_000);
            assertThat(sound.samples()).isEqualTo(TONE);
            assertThat(stub.heads.getFirst())
                    .startsWith("POST /v1/audio/speech HTTP/1.1\r\n")
                    .contains("Authorization: Bearer k3y\r\n", "Content-Type: application/json");
            assertThat(new ObjectMapper().readValue(stub.bodies.getFirst(), Map.class))
                    .isEqualTo(Map.of(
                            "model", "m1", "input", "你好", "voice", "alloy", "response_format", "pcm", "speed", 1.0));
        }
    }

    @Test
    void voiceAndSpeedAreAskedForAndVolumeIsMadeHere() throws IOException {
        try (var stub = new SpeechStub(out -> whole(out, PCM_TYPE, octets(new short[] {100, -100, 30_000})))) {
            var sound = engine(stub.url(), "pcm", LONG).speak(new Utterance("x", "en", "nova", 500, 500, 0, true));
            assertThat(sound.samples()).containsExactly(200, -200, Short.MAX_VALUE);
            assertThat(stub.bodies.getFirst()).contains("\"voice\":\"nova\"", "\"speed\":2.0");
        }
    }

    @Test
    void anAnswerThatIsStreamedInSmallPiecesIsHeardWhole() {
        try (var stub = new SpeechStub(out -> {
            SpeechStub.head(out, "200 OK", PCM_TYPE, "Transfer-Encoding: chunked");
            var octets = octets(TONE);
            // Odd lengths: samples are cut across pieces.
            for (int at = 0; at < octets.length; at += 999) {
                SpeechStub.chunk(out, Arrays.copyOfRange(octets, at, Math.min(octets.length, at + 999)));
            }
            SpeechStub.chunk(out, new byte[0]);
        })) {
            assertThat(engine(stub.url(), "pcm", LONG).speak(HELLO).samples()).isEqualTo(TONE);
        }
    }

    @Test
    void aWaveFileIsHeardToo(@TempDir Path dir) throws IOException {
        io.ringflow.testkit.rtp.Wav.write(dir.resolve("a.wav"), Tone.of(440).samples(8_000));
        var file = Files.readAllBytes(dir.resolve("a.wav"));
        try (var stub = new SpeechStub(out -> whole(out, "Content-Type: audio/wav", file))) {
            var sound = engine(stub.url(), "wav", LONG).speak(HELLO);
            assertThat(sound.sampleRate()).isEqualTo(SpeechPcm.KEPT_RATE);
            assertThat(sound.samples()).hasSize(16_000);
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "400 Bad Request, REFUSED",
        "401 Unauthorized, REFUSED",
        "404 Not Found, REFUSED",
        "302 Found, REFUSED",
        "408 Request Timeout, TIMEOUT",
        "429 Too Many Requests, BUSY",
        "500 Internal Server Error, FAILED",
        "503 Service Unavailable, BUSY",
        "504 Gateway Timeout, TIMEOUT",
    })
    void aRefusalIsToldWithTheWordsOfTheService(String status, Kind kind) {
        var body = "{\"error\":{\"message\":\"not\\u0007today\",\"type\":\"x\"}}".getBytes(StandardCharsets.UTF_8);
        try (var stub = new SpeechStub(out -> {
            SpeechStub.head(out, status, "Content-Length: " + body.length, "Location: http://127.0.0.1:1/");
            out.write(body);
        })) {
            var failure = failure(stub.url(), "pcm", LONG);
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.getMessage())
                    .isEqualTo("the speech service answered " + status.substring(0, 3) + ": not today");
            assertThat(stub.heads).hasSize(1);
        }
    }

    @Test
    void aServiceThatSaysNothingIsGivenUp() {
        var over = new CountDownLatch(1);
        try (var stub = new SpeechStub(out -> over.await())) {
            assertThat(failure(stub.url(), "pcm", Duration.ofMillis(300)).kind())
                    .isEqualTo(Kind.TIMEOUT);
            over.countDown();
        }
    }

    @Test
    void aStreamThatStopsInTheMiddleIsGivenUp() {
        var over = new CountDownLatch(1);
        try (var stub = new SpeechStub(out -> {
            SpeechStub.head(out, "200 OK", PCM_TYPE, "Transfer-Encoding: chunked");
            SpeechStub.chunk(out, new byte[1_000]);
            over.await();
        })) {
            assertThat(failure(stub.url(), "pcm", Duration.ofMillis(500)).kind())
                    .isEqualTo(Kind.TIMEOUT);
            over.countDown();
        }
    }

    @Test
    void anAnswerThatIsCutOffIsNotHeard() {
        try (var stub = new SpeechStub(out -> {
            SpeechStub.head(out, "200 OK", PCM_TYPE, "Transfer-Encoding: chunked");
            SpeechStub.chunk(out, new byte[1_000]);
        })) {
            assertThat(failure(stub.url(), "pcm", LONG).kind()).isEqualTo(Kind.BAD_SOUND);
        }
        try (var stub = new SpeechStub(out -> {
            SpeechStub.head(out, "200 OK", PCM_TYPE, "Content-Length: 1000");
            out.write(new byte[500]);
        })) {
            assertThat(failure(stub.url(), "pcm", LONG).kind()).isEqualTo(Kind.BAD_SOUND);
        }
    }

    @Test
    void whatIsNoSoundIsNotHeard() {
        assertThat(judged("Content-Type: text/html", "<html>login</html>")).isEqualTo(Kind.BAD_SOUND);
        assertThat(judged("Content-Type: application/json", "{\"ok\":true}")).isEqualTo(Kind.BAD_SOUND);
        assertThat(judged("Content-Type: audio/mpeg", "ID3 and so on")).isEqualTo(Kind.BAD_SOUND);
        assertThat(judged("Content-Type: audio/wav", "RIFFxxxxWAVEgarbage")).isEqualTo(Kind.BAD_SOUND);
        assertThat(judged(PCM_TYPE, "odd")).isEqualTo(Kind.BAD_SOUND);
    }

    @Test
    void anAnswerWithoutAnEndIsGivenUp() {
        try (var stub = new SpeechStub(out -> {
            SpeechStub.head(out, "200 OK", PCM_TYPE, "Transfer-Encoding: chunked");
            while (true) SpeechStub.chunk(out, new byte[64 * 1024]);
        })) {
            assertThat(failure(stub.url(), "pcm", LONG).kind()).isEqualTo(Kind.TOO_LONG);
        }
    }

    @Test
    void aServiceThatIsNotThereIsToldAsSuch() throws IOException {
        URI nobody;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        assertThat(failure(nobody, "pcm", LONG).kind()).isEqualTo(Kind.CONNECT);
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(settings(URI.create("http://x/"), "pcm", LONG).toString()).doesNotContain("k3y");
    }

    private Kind judged(String type, String body) {
        try (var stub = new SpeechStub(out -> whole(out, type, body.getBytes(StandardCharsets.UTF_8)))) {
            return failure(stub.url(), "pcm", LONG).kind();
        }
    }

    private static void whole(java.io.OutputStream out, String type, byte[] body) throws IOException {
        SpeechStub.head(out, "200 OK", type, "Content-Length: " + body.length);
        out.write(body);
    }

    private SpeechFailure failure(URI url, String format, Duration timeout) {
        var engine = engine(url, format, timeout);
        var thrown = catchThrowableOfType(SpeechFailure.class, () -> engine.speak(HELLO));
        assertThat(thrown).as("a failure").isNotNull();
        return thrown;
    }

    private HttpSpeechEngine engine(URI url, String format, Duration timeout) {
        return new HttpSpeechEngine(settings(url, format, timeout), timer);
    }

    private static SpeechSettings settings(URI url, String format, Duration timeout) {
        var usual = SpeechSettings.defaults();
        return new SpeechSettings(
                "http",
                timeout,
                2,
                2,
                Duration.ofSeconds(20),
                0,
                1,
                usual.espeak(),
                new SpeechSettings.Http(url, "k3y", "m1", "alloy", format, 24_000, Duration.ofSeconds(30)));
    }

    private static byte[] octets(short[] samples) {
        var octets = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) octets.putShort(sample);
        return octets.array();
    }
}

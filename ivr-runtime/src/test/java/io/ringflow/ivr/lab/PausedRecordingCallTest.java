package io.ringflow.ivr.lab;

import static io.ringflow.ivr.rest.RestClient.element;
import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.ivr.api.ApiClient;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that is paused while a card number is told: what is said meanwhile is in no file. Proved by sound. */
class PausedRecordingCallTest {

    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration SPELL = Duration.ofSeconds(2);
    private static final int CALLER = 700;
    private static final int CALLEE = 1_800;
    private static final int SECRET = 2_600;
    private static final int RATE = 8_000;

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private RestClient client;
    private ApiClient api;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of())
                .with("rest.port", 0)
                .with("rest.accounts", RestClient.ACCOUNTS));
        int port = lab.server().restPort().orElseThrow();
        client = new RestClient(port, lab.time());
        api = new ApiClient(port).as("a-key-of-a-new-client");
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        api.close();
        lab.close();
    }

    private String operation(String function, String operation) {
        return client.operation(function, lab.application().id(), operation);
    }

    private String done(String function, String operation) {
        String answer = operation(function, operation);
        assertThat(element(answer, "statusCode")).as(operation).isEqualTo("000000");
        return element(answer, "recordid");
    }

    @Test
    void ofAConversationNeitherSideIsStoredInAPauseAndBothChannelsStayInStep() throws Exception {
        lab.app().on("startservice", response("<ConsultationCall number='138' record='true'/>"));
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        Callee callee = carrier.answers();
        speak(caller, CALLER, CALLEE);
        lab.until(
                "they hear each other",
                LATE,
                () -> caller.hears(CALLEE) && carrier.phone().hears(CALLER));
        lab.advance(SPELL);
        String call = lab.app().requests().getFirst().param("callid");
        String recording = done("ivr/call", "<CallRecordPause callid='" + call + "'/>");
        // Another second, or it would be the same request.
        lab.advance(Duration.ofSeconds(1));
        assertThat(done("ivr/call", "<CallRecordPause callid='" + call + "'/>")).isEqualTo(recording);
        speak(caller, SECRET, SECRET);
        lab.advance(SPELL);
        assertThat(caller.hears(SECRET)).as("they go on hearing each other").isTrue();
        done("ivr/call", "<CallRecordResume callid='" + call + "'/>");
        speak(caller, CALLER, CALLEE);
        lab.advance(SPELL);
        callee.bye();
        var wav = fetched(stopped().param("recordurl"));

        var manifest = manifest(recording);
        assertThat(manifest.path("pauses")).hasSize(1);
        var pause = manifest.path("pauses").path(0);
        assertThat(pause.path("as").asText()).isEqualTo("cut");
        assertThat(pause.path("lengthMillis").asLong()).isBetween(SPELL.toMillis() + 1_180, SPELL.toMillis() + 1_240);
        assertThat(samples(wav, 2))
                .isEqualTo((int) manifest.path("durationMillis").asLong() * 8);
        for (int channel = 0; channel < 2; channel++) {
            assertThat(loudest(wav, 2, channel, SECRET))
                    .as("channel %d", channel)
                    .isLessThan(200);
        }
        int cut = (int) pause.path("atMillis").asLong() * 8;
        assertThat(amplitude(wav, 2, 0, cut - RATE, CALLER)).isGreaterThan(3_000);
        assertThat(amplitude(wav, 2, 1, cut - RATE, CALLEE)).isGreaterThan(3_000);
        assertThat(amplitude(wav, 2, 0, cut + RATE / 4, CALLER)).isGreaterThan(3_000);
        assertThat(amplitude(wav, 2, 1, cut + RATE / 4, CALLEE)).isGreaterThan(3_000);
    }

    @Test
    void asSilenceAPauseIsAsLongInTheFileAsItWas() throws Exception {
        lab.app().on("recordreport", response("<Hangup/>"));
        lab.app().on("startservice", response("<Record timeout='0' maxlength='6' beep='false'/>"));
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        caller.rtp().speak(Tone.of(CALLER));
        lab.advance(SPELL);
        var live = api.get("/v1/live-recordings").json().path("items");
        assertThat(live).hasSize(1);
        String recording = live.path(0).path("recordingId").asText();
        assertThat(live.path(0).path("state").asText()).isEqualTo("recording");
        String path = "/v1/live-recordings/" + recording;
        assertThat(api.patch(path, "{'state':'paused','as':'silence'}").text("state"))
                .isEqualTo("paused");
        caller.rtp().speak(Tone.of(SECRET));
        lab.advance(SPELL);
        assertThat(api.patch(path, "{'state':'recording'}").text("state")).isEqualTo("recording");
        caller.rtp().speak(Tone.of(CALLER));
        lab.isHungUp(caller);
        var wav = fetched(stopped().param("recordurl"));

        assertThat(samples(wav, 1)).as("its greatest length counts the pause").isEqualTo(6 * RATE);
        assertThat(loudest(wav, 1, 0, SECRET)).isLessThan(200);
        var pause = manifest(recording).path("pauses").path(0);
        assertThat(pause.path("as").asText()).isEqualTo("silence");
        int at = (int) pause.path("atMillis").asLong() * 8;
        int length = (int) pause.path("lengthMillis").asLong() * 8;
        assertThat(length / 8.0).isCloseTo(SPELL.toMillis() + 200.0, within(40.0));
        for (int i = at; i < at + length; i++)
            assertThat(wav.getShort(44 + 2 * i)).isZero();
        var told = api.get("/v1/recordings/" + recording).json().path("pauses");
        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("as").asText()).isEqualTo("silence");
        assertThat(told.path(0).path("lengthMillis").asLong()).isEqualTo(length / 8);
        assertThat(api.patch(path, "{'state':'paused'}").status())
                .as("it is over")
                .isEqualTo(404);
    }

    @Test
    void ofAConferenceNothingIsStoredInAPause() throws Exception {
        lab.app()
                .handle(request -> response(
                        request.name().equals("startservice")
                                ? "<CreateConf action='made' autojoin='true' voicemod='2'/>"
                                : "<CmdNone/>"));
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        caller.rtp().speak(Tone.of(CALLER));
        lab.until(
                "the conference is there",
                LATE,
                () -> !lab.server().conferences().all(lab.application()).isEmpty());
        String conf = " confid='"
                + lab.server().conferences().all(lab.application()).getFirst().confId() + "'";
        String none = operation("ivr/conf", "<ConfRecordPause" + conf + "/>");
        assertThat(element(none, "statusCode")).isEqualTo("105011");
        operation("ivr/conf", "<ConfRecord" + conf + "/>");
        lab.advance(SPELL);
        done("ivr/conf", "<ConfRecordPause" + conf + "/>");
        caller.rtp().speak(Tone.of(SECRET));
        lab.advance(SPELL);
        done("ivr/conf", "<ConfRecordResume" + conf + "/>");
        caller.rtp().speak(Tone.of(CALLER));
        lab.advance(SPELL);
        operation("ivr/conf", "<ConfStopRecord" + conf + " action='recorded'/>");
        lab.until("it is told", LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("recorded")));
        var wav = fetched(lab.app().requests().stream()
                .filter(asked -> asked.name().equals("recorded"))
                .findFirst()
                .orElseThrow()
                .param("recordurl"));
        caller.hangsUp();

        assertThat(loudest(wav, 1, 0, SECRET)).isLessThan(200);
        assertThat(samples(wav, 1) / (double) RATE).isCloseTo(3.8, within(0.1));
        assertThat(amplitude(wav, 1, 0, samples(wav, 1) - RATE, CALLER)).isGreaterThan(3_000);
    }

    @Test
    void whereNothingIsRecordedThatIsTheAnswer() {
        lab.app().on("startservice", response("<Play loop='-1'>menu.wav</Play>"));
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        lab.hears(caller, "menu.wav");
        String call = lab.app().requests().getFirst().param("callid");
        String none = operation("ivr/call", "<CallRecordPause callid='" + call + "'/>");
        assertThat(element(none, "statusCode")).isEqualTo("106409");
        String unknown = operation("ivr/call", "<CallRecordResume callid='no-such-call'/>");
        assertThat(element(unknown, "statusCode")).isEqualTo("107481");
        assertThat(api.patch("/v1/live-recordings/" + "0".repeat(32), "{'state':'paused'}")
                        .text("code"))
                .isEqualTo("106404");
        caller.hangsUp();
    }

    private void speak(Phone caller, int first, int second) {
        caller.rtp().speak(Tone.of(first));
        carrier.phone().rtp().speak(Tone.of(second));
    }

    private FlowRequest stopped() {
        lab.until("stopservice", LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast();
    }

    private JsonNode manifest(String id) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(
                        dir.resolve("data").resolve("recordings").resolve(id + ".json")));
    }

    private static ByteBuffer fetched(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static int samples(ByteBuffer wav, int channels) {
        return (wav.limit() - 44) / 2 / channels;
    }

    /** The greatest of all spells of 40 ms. */
    private static double loudest(ByteBuffer wav, int channels, int channel, double hertz) {
        double most = 0;
        int block = RATE / 25;
        for (int from = 0; from + block <= samples(wav, channels); from += block / 2) {
            most = Math.max(most, amplitude(wav, channels, channel, from, block, hertz));
        }
        return most;
    }

    /** Over a second. */
    private static double amplitude(ByteBuffer wav, int channels, int channel, int from, double hertz) {
        return amplitude(wav, channels, channel, from, RATE, hertz);
    }

    private static double amplitude(ByteBuffer wav, int channels, int channel, int from, int length, double hertz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < length; i++) {
            double angle = 2 * Math.PI * hertz * i / RATE;
            short sample = wav.getShort(44 + 2 * (channels * (from + i) + channel));
            // A window, or the other tones' ends would be taken for this one.
            double shaped = sample * (1 - Math.cos(2 * Math.PI * i / length));
            real += shaped * Math.cos(angle);
            imaginary += shaped * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / length;
    }
}

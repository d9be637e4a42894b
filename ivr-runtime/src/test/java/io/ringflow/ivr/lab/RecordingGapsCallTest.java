package io.ringflow.ivr.lab;

import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.ivr.api.ApiClient;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.net.LossRule;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest tells where the sound of a caller is missing, and that a pause is no gap. */
class RecordingGapsCallTest {

    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration SPELL = Duration.ofSeconds(2);
    private static final int CALLER = 700;
    private static final int CALLEE = 1_800;

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private final AtomicBoolean networkAway = new AtomicBoolean();
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

    private Phone caller(String document) {
        lab.app().on("startservice", response(document));
        Phone caller = lab.phone("1001");
        caller.rtp()
                .through((packet, index) -> networkAway.get() ? LossRule.Fate.LOST : LossRule.Fate.PASS)
                .speak(Tone.of(CALLER));
        caller.calls(lab.uri("100"));
        return caller;
    }

    private void loseFor(Duration time) {
        networkAway.set(true);
        lab.advance(time);
        networkAway.set(false);
    }

    @Test
    void ofAMessageTheManifestAndTheInterfaceTellWhatTheNetworkLost() throws Exception {
        Phone caller = caller("<Record timeout='0' maxlength='6' beep='false'/>");
        lab.app().on("recordreport", response("<Hangup/>"));
        lab.advance(SPELL);
        loseFor(SPELL);
        lab.isHungUp(caller);
        String id = stopped().param("recordid");

        var manifest = manifest(id);
        assertThat(manifest.path("durationMillis").asLong()).isEqualTo(6_000);
        assertThat(manifest.path("missingMillis").asLong())
                .as("this server lost nothing")
                .isZero();
        isTheNetworks(manifest);
        assertThat(manifest.path("pauses")).isEmpty();
        isTheNetworks(api.get("/v1/recordings/" + id).json());
    }

    private static void isTheNetworks(JsonNode told) {
        assertThat(told.path("gaps")).hasSize(1);
        var gap = told.path("gaps").path(0);
        assertThat(gap.path("cause").asText()).isEqualTo("network");
        assertThat(gap.path("lengthMillis").asDouble()).isCloseTo(SPELL.toMillis(), within(40.0));
        assertThat(gap.path("atMillis").asDouble()).isCloseTo(SPELL.toMillis(), within(300.0));
        assertThat(told.path("gapsUnlisted").asInt()).isZero();
        assertThat(told.path("lostMillis").asLong())
                .isEqualTo(gap.path("lengthMillis").asLong());
    }

    @Test
    void ofAConversationAPauseIsToldAsOneAndALossAsTheOther() throws Exception {
        Phone caller = caller("<ConsultationCall number='138' record='true'/>");
        Callee callee = carrier.answers();
        carrier.phone().rtp().speak(Tone.of(CALLEE));
        lab.until(
                "they hear each other",
                LATE,
                () -> caller.hears(CALLEE) && carrier.phone().hears(CALLER));
        String call = " callid='" + lab.app().requests().getFirst().param("callid") + "'/>";
        lab.advance(SPELL);
        order("<CallRecordPause" + call);
        lab.advance(Duration.ofMillis(500));
        // What is lost in a pause is nobody's loss.
        loseFor(Duration.ofSeconds(1));
        lab.advance(Duration.ofMillis(500));
        order("<CallRecordResume" + call);
        lab.advance(SPELL);
        loseFor(SPELL);
        lab.advance(SPELL);
        callee.bye();
        var manifest = manifest(stopped().param("recordid"));

        assertThat(manifest.path("channels").asInt()).isEqualTo(2);
        assertThat(manifest.path("pauses")).hasSize(1);
        assertThat(manifest.path("gaps")).hasSize(1);
        var pause = manifest.path("pauses").path(0);
        var gap = manifest.path("gaps").path(0);
        assertThat(gap.path("cause").asText()).isEqualTo("network");
        assertThat(gap.path("lengthMillis").asDouble()).isCloseTo(SPELL.toMillis(), within(40.0));
        // The pause is cut out: two seconds after its place.
        assertThat(gap.path("atMillis").asDouble() - pause.path("atMillis").asDouble())
                .isCloseTo(SPELL.toMillis(), within(300.0));
    }

    private void order(String operation) {
        String answer = client.operation("ivr/call", lab.application().id(), operation);
        assertThat(RestClient.element(answer, "statusCode")).as(operation).isEqualTo("000000");
    }

    private FlowRequest stopped() {
        lab.until("stopservice", LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast();
    }

    private JsonNode manifest(String id) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(dir.resolve("data/recordings/" + id + ".json")));
    }
}

package io.ringflow.ivr.lab;

import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.Dialer;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow-protocol 3.6 and 8.2, {@code record}: both sides of a conversation are in the file that stopservice names. */
class RecordedConversationCallTest {

    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int CALLER = 700;
    private static final int CALLEE = 1_800;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();

    /** Flow protocol 3.6 record; 5.6 recordurl. */
    @Test
    void theCallerIsLeftAndThePartyRightFromTheAnswerOn() throws Exception {
        try (var lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of()))) {
            lab.app()
                    .on(
                            "startservice",
                            response("<ConsultationCall number='138' record='true'><Play loop='-1'>menu.wav</Play>"
                                    + "</ConsultationCall>"));
            Phone caller = lab.phone("1001");
            caller.rtp().speak(Tone.of(CALLER));
            carrier.phone().rtp().speak(Tone.of(CALLEE));
            caller.calls(lab.uri("100"));
            Callee callee = carrier.phone().isCalled();
            lab.hears(caller, "menu.wav");
            carrier.answers(callee);
            lab.until(
                    "they hear each other",
                    LATE,
                    () -> caller.hears(CALLEE) && carrier.phone().hears(CALLER));
            lab.advance(Duration.ofSeconds(2));
            callee.bye();
            var wav = fetched(stopped(lab).param("recordurl"));

            assertThat(amplitude(wav, LEFT, CALLER)).isGreaterThan(3_000);
            assertThat(amplitude(wav, RIGHT, CALLEE)).isGreaterThan(3_000);
            assertThat(amplitude(wav, LEFT, CALLEE)).isLessThan(100);
            assertThat(amplitude(wav, RIGHT, CALLER)).isLessThan(100);
            assertThat(amplitude(wav, RIGHT, CallLab.PROMPTS.get("menu.wav"))).isLessThan(100);
        }
    }

    @Test
    void aCallerWhoSaysNothingIsNoReasonToThrowAwayWhatThePartySaid() throws Exception {
        try (var lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of()))) {
            lab.app().on("startservice", response("<ConsultationCall number='138' record='true'/>"));
            Phone caller = lab.phone("1001");
            carrier.phone().rtp().speak(Tone.of(CALLEE));
            caller.calls(lab.uri("100"));
            Callee callee = carrier.phone().isCalled();
            carrier.answers(callee);
            lab.until("the party is heard", LATE, () -> caller.hears(CALLEE));
            lab.advance(Duration.ofSeconds(2));
            callee.bye();
            var wav = fetched(stopped(lab).param("recordurl"));

            assertThat(amplitude(wav, RIGHT, CALLEE)).isGreaterThan(3_000);
        }
    }

    /** Flow protocol 8.2 record. */
    @Test
    void aCallThatWasDialledToBeRecordedIsRecordedAll() throws Exception {
        try (var lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of()))) {
            lab.app().on("startservice", response("<Play>menu.wav</Play><Play>menu.wav</Play><Hangup/>"));
            carrier.phone().rtp().speak(Tone.of(CALLEE));
            var order = new Dialer.Order("138", Optional.empty(), Optional.empty(), true);
            lab.server().dialer().dial(lab.application(), order);
            Callee callee = carrier.answers();
            lab.until("is hung up", LATE, callee::farEndHungUp);
            var wav = fetched(stopped(lab).param("recordurl"));

            assertThat(amplitude(wav, LEFT, CALLEE)).isGreaterThan(3_000);
            assertThat(amplitude(wav, RIGHT, CallLab.PROMPTS.get("menu.wav"))).isGreaterThan(3_000);
        }
    }

    /** Flow protocol 3.6 record: it is ignored in a call all of which is recorded. */
    @Test
    void whereAllOfACallIsRecordedAConsultationIsNotRecordedOnceMore() throws Exception {
        try (var lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of()))) {
            lab.app().on("startservice", response("<ConsultationCall number='139' record='true'/>"));
            carrier.phone().rtp().speak(Tone.of(CALLEE));
            var order = new Dialer.Order("138", Optional.empty(), Optional.empty(), true);
            lab.server().dialer().dial(lab.application(), order);
            Callee first = carrier.answers();
            Callee second = carrier.answers();
            lab.advance(Duration.ofSeconds(2));
            second.bye();
            lab.until("is hung up", LATE, first::farEndHungUp);
            String recorded = stopped(lab).param("recordid");
            Path draft = dir.resolve("data/recordings").resolve(recorded + ".draft");
            lab.until("its draft is gone", LATE, () -> !Files.exists(draft));
            try (var files = Files.list(dir.resolve("data/recordings"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(recorded + ".json", recorded + ".wav");
            }
        }
    }

    private static FlowRequest stopped(CallLab lab) {
        lab.until("stopservice", LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast();
    }

    private static ByteBuffer fetched(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Of a sine in one channel, over a second that ends half a second before the end. */
    private static double amplitude(ByteBuffer wav, int channel, double hertz) {
        assertThat(wav.getShort(22)).as("channels").isEqualTo((short) 2);
        int rate = wav.getInt(24);
        int from = wav.capacity() - 4 * rate * 3 / 2;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < rate; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            short sample = wav.getShort((from & ~3) + 4 * i + 2 * channel);
            real += sample * Math.cos(angle);
            imaginary += sample * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / rate;
    }
}

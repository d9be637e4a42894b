package io.ringflow.ivr.lab;

import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import io.ringflow.testkit.sip.Callee;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations and conferences are recorded in the channels and as the kind of file that an operator wants. */
class RecordingStyleCallTest {

    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int CALLER = 700;
    private static final int CALLEE = 1_800;

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();

    /** Two who talk for two seconds, recorded. */
    private FlowRequest conversation(CallLab lab) {
        lab.app().on("startservice", response("<ConsultationCall number='138' record='true'/>"));
        Phone caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(CALLER));
        carrier.phone().rtp().speak(Tone.of(CALLEE));
        caller.calls(lab.uri("100"));
        Callee callee = carrier.answers();
        lab.until(
                "they hear each other",
                LATE,
                () -> caller.hears(CALLEE) && carrier.phone().hears(CALLER));
        lab.advance(Duration.ofSeconds(2));
        callee.bye();
        return told(lab, "stopservice");
    }

    @Test
    void inOneChannelBothAreHeard() throws Exception {
        try (var lab = new CallLab(
                dir, (self, base) -> carrier.serves(self, base, Map.of()).with("recordings.channels", 1))) {
            var answer = fetched(conversation(lab).param("recordurl"));
            assertThat(answer.headers().firstValue("content-type")).contains("audio/wav");
            assertThat(answer.body()[22]).as("channels").isEqualTo((byte) 1);
            short[] heard = Wav.read(Files.write(dir.resolve("fetched.wav"), answer.body()));
            assertThat(amplitude(heard, CALLER)).isGreaterThan(3_000);
            assertThat(amplitude(heard, CALLEE)).isGreaterThan(3_000);
        }
    }

    private CallLab mp3() {
        return new CallLab(
                dir, (self, base) -> carrier.serves(self, base, Map.of()).with("recordings.format", "mp3"));
    }

    @Test
    void aConversationIsAnMp3() throws Exception {
        try (var lab = mp3()) {
            isMp3(conversation(lab));
        }
    }

    @Test
    void aConferenceIsAnMp3() throws Exception {
        try (var lab = mp3()) {
            lab.app()
                    .handle(request -> response(
                            request.name().equals("startservice")
                                    ? "<CreateConf action='made' autojoin='true' voicemod='2'/>"
                                    : "<CmdNone/>"));
            Phone member = lab.phone("1002");
            member.rtp().speak(Tone.of(CALLER));
            member.calls(lab.uri("100"));
            var rooms = lab.server().conferences();
            lab.until("the conference is there", LATE, () -> !rooms.all(lab.application())
                    .isEmpty());
            var conf = rooms.all(lab.application()).getFirst().confId();
            rooms.run(lab.application(), new RoomOperation.Record(conf, Duration.ZERO, "", ""));
            lab.advance(Duration.ofSeconds(2));
            rooms.run(lab.application(), new RoomOperation.StopRecord(conf, "recorded"));
            isMp3(told(lab, "recorded"));
            member.hangsUp();
        }
    }

    private static void isMp3(FlowRequest told) throws Exception {
        var answer = fetched(told.param("recordurl"));
        assertThat(answer.headers().firstValue("content-type")).contains("audio/mpeg");
        // A frame of MPEG audio begins with 11 bits set.
        assertThat(answer.body()[0]).isEqualTo((byte) 0xFF);
        assertThat(answer.body()[1] & 0xE0).isEqualTo(0xE0);
        assertThat(answer.body()).hasSizeGreaterThan(4_000);
    }

    private static FlowRequest told(CallLab lab, String name) {
        lab.until(name, LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals(name)));
        return lab.app().requests().stream()
                .filter(asked -> asked.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<byte[]> fetched(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer;
        }
    }

    /** Of a sine, over the second before the last half. */
    private static double amplitude(short[] samples, double hertz) {
        int from = samples.length - 12_000;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < 8_000; i++) {
            double angle = 2 * Math.PI * hertz * i / 8_000;
            real += samples[from + i] * Math.cos(angle);
            imaginary += samples[from + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / 8_000;
    }
}

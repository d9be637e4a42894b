package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 8.5 ConfRecord, ConfStopRecord: all who are in a conference are in the file that its URL gives. */
class ConferenceRecordingCallTest {

    private static final int LOW = 350;
    private static final int MIDDLE = 900;
    private static final int HIGH = 1500;
    private static final List<Integer> TONES = List.of(LOW, MIDDLE, HIGH);
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    private CallLab lab;
    private volatile String confId = "";
    private volatile String attributes = "";

    @BeforeEach
    void start() {
        lab = new CallLab(dir);
        lab.app().handle(this::answer);
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private FlowReply answer(FlowRequest request) {
        return switch (request.name()) {
            case "startservice" ->
                FlowReply.response(
                        request.param("to").equals("100")
                                ? "<CreateConf action='made' autojoin='true' voicemod='2' " + attributes + "/>"
                                : "<JoinConf confid='" + confId + "'/>");
            case "made" -> {
                confId = request.param("confid");
                yield FlowReply.response("<CmdNone/>");
            }
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    /** Flow protocol 8.5 ConfRecord, ConfStopRecord; 6 mediaopturl, notifytype. */
    @Test
    void eachOfThreeHearsTheOthersAndTheRecordingHasAllThree() throws Exception {
        var phones = three();
        hearEachOther(phones);
        run(new RoomOperation.Record(confId, Duration.ZERO, "begun", "over"));
        lab.advance(Duration.ofSeconds(4));
        assertThat(lab.told("begun").getFirst().params())
                .containsEntry("confid", confId)
                .containsEntry("notifytype", "2")
                .containsEntry("state", "2")
                .containsEntry("result", "0");
        run(new RoomOperation.StopRecord(confId, "ended"));
        lab.until("told", SOON, () -> lab.told("ended").size() == 1);
        assertThat(lab.told("ended").getFirst().params())
                .containsEntry("confid", confId)
                .containsEntry("notifytype", "12")
                .containsEntry("state", "12")
                .containsEntry("result", "0")
                .containsEntry("recordduration", "4")
                .containsKeys("recordid", "appid");
        phones.forEach(Phone::hangsUp);

        var wav = fetched(lab.told("ended").getFirst().param("recordurl"));

        assertThat(samples(wav)).as("4 s, and the tick that ended it").isBetween(4 * 8_000, 4 * 8_000 + 160);
        for (int tone : TONES)
            assertThat(amplitude(wav, tone)).as("%d Hz", tone).isGreaterThan(3_000);
        assertThat(lab.told("over")).isEmpty();
    }

    /** Flow protocol 6 timeoutrecordurl. */
    @Test
    void whenItsTimeIsOverTimeoutrecordurlIsTold() throws Exception {
        var phones = three();
        run(new RoomOperation.Record(confId, Duration.ofSeconds(2), "", "over"));
        lab.until("told", SOON, () -> lab.told("over").size() == 1);
        assertThat(lab.told("over").getFirst().params())
                .containsEntry("notifytype", "12")
                .containsEntry("recordduration", "2");
        assertThat(samples(fetched(lab.told("over").getFirst().param("recordurl"))))
                .isEqualTo(2 * 8_000);
        phones.forEach(Phone::hangsUp);
    }

    /** Flow protocol 4.1 autorecord. */
    @Test
    void autorecordBeginsWithTheFirstMemberAndIsToldWhenTheConferenceEnds() throws Exception {
        attributes = "autorecord='true' mediaopturl='media' dtmfreporturl='keys'";
        var phones = three();
        hearEachOther(phones);
        lab.advance(Duration.ofSeconds(2));
        assertThat(lab.told("media")).singleElement().satisfies(begun -> assertThat(begun.params())
                .containsEntry("notifytype", "2")
                .containsEntry("state", "2"));
        phones.forEach(Phone::hangsUp);
        lab.until("told", SOON, () -> lab.told("media").size() == 2);
        var ended = lab.told("media").getLast();
        assertThat(ended.params()).containsEntry("notifytype", "12").containsEntry("confid", confId);
        var wav = fetched(ended.param("recordurl"));
        for (int tone : TONES)
            assertThat(amplitude(wav, tone)).as("%d Hz", tone).isGreaterThan(1_000);
    }

    /** Flow protocol 6 recordurl; 8.5 DismissConf. */
    @Test
    void aDismissalTellsRecordurl() {
        var phones = three();
        run(new RoomOperation.Record(confId, Duration.ZERO, "", ""));
        lab.advance(Duration.ofSeconds(1));
        run(new RoomOperation.Dismiss(confId, "", "", true, "", "recorded"));
        lab.until("told", SOON, () -> lab.told("recorded").size() == 1);
        assertThat(lab.told("recorded").getFirst().params())
                .containsEntry("notifytype", "12")
                .containsEntry("recordduration", "1");
        phones.forEach(lab::isHungUp);
    }

    private List<Phone> three() {
        var one = lab.calls("100", LOW);
        lab.until("the conference is there", SOON, () -> !confId.isEmpty());
        return List.of(one, lab.calls("200", MIDDLE), lab.calls("200", HIGH));
    }

    private void hearEachOther(List<Phone> phones) {
        lab.until("each hears the others", SOON, () -> {
            for (int i = 0; i < phones.size(); i++) {
                for (int j = 0; j < phones.size(); j++) {
                    if (phones.get(i).hears(TONES.get(j)) == (i == j)) return false;
                }
            }
            return true;
        });
    }

    private void run(RoomOperation operation) {
        lab.server().conferences().run(lab.application(), operation);
    }

    private static ByteBuffer fetched(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static int samples(ByteBuffer wav) {
        return (wav.limit() - 44) / 2;
    }

    /** Of a sine, over a second that ends half a second before the end. */
    private static double amplitude(ByteBuffer wav, double hertz) {
        int from = samples(wav) - 12_000;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < 8_000; i++) {
            double sample = wav.getShort(44 + 2 * (from + i));
            real += sample * Math.cos(2 * Math.PI * hertz * i / 8_000);
            imaginary += sample * Math.sin(2 * Math.PI * hertz * i / 8_000);
        }
        return 2 * Math.hypot(real, imaginary) / 8_000;
    }
}

package io.ringflow.ivr.lab;

import static io.ringflow.ivr.rest.RestClient.element;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow-protocol 8.2, 8.3, 8.6 and D15: an application asks, over real HTTP, about real calls. */
class RestCallTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private RestClient client;
    private String appId;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> {
            var settings = carrier.serves(self, base, Map.of("prefixes", List.of("138")))
                    .with("rest.port", 0)
                    .with("rest.accounts", RestClient.ACCOUNTS);
            appId = settings.config().applications().getFirst().id();
            return settings;
        });
        lab.app().on("state", FlowReply.response("<CmdNone/>").body());
        client = new RestClient(lab.server().restPort().orElseThrow(), lab.time());
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        lab.close();
    }

    private String query(String callId) {
        return client.operation("ivr/call", appId, "<QueryCallState callid='" + callId + "' action='state'/>");
    }

    /** Flow protocol 8.3 QueryCallState, CallResult; D15. */
    @Test
    void oneWhoWaitsTalksAndIsGoneIsToldSo() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        lab.hears(caller, "menu.wav");
        String id = lab.app().requests().getFirst().param("callid");

        String talking = query(id);
        assertThat(element(talking, "statusCode")).isEqualTo("000000");
        assertThat(element(talking, "state")).isEqualTo("2");
        assertThat(element(talking, "starttime")).hasSize(14);
        lab.until(
                "the application is told the same",
                SOON,
                () -> lab.app().requests().size() == 2);
        assertThat(lab.app().requests().getLast().params())
                .containsEntry("appid", appId)
                .containsEntry("callid", id)
                .containsEntry("state", "2");

        lab.advance(Duration.ofSeconds(3));
        caller.hangsUp();
        lab.until("the call is over", SOON, () -> lab.server().activeCalls() == 0);
        assertThat(element(query(id), "state")).isEqualTo("3");
        String result = client.get("CallResult", "&callsid=" + id);
        assertThat(element(result, "state")).isEqualTo("0");
        assertThat(Integer.parseInt(element(result, "callTime"))).isGreaterThanOrEqualTo(3);
        lab.until("stopservice", SOON, () -> lab.app().requests().size() == 4);
    }

    /** Flow protocol 8.3 QueryCallState, CallResult; D15. */
    @Test
    void aCallThatIsDialledRingsTalksAndEnds() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
        String answer = client.operation("ivr/dial", appId, "<Dial number='13800138000' userdata='MTIz'/>");
        String id = element(answer, "callSid");
        Callee callee = carrier.phone().isCalled().rings();
        lab.until("rings", SOON, () -> element(query(id), "state").equals("1"));
        assertThat(element(client.get("CallResult", "&callsid=" + id), "state")).isEqualTo("1");
        carrier.answers(callee);
        lab.hears(carrier.phone(), "menu.wav");
        assertThat(element(query(id), "state")).isEqualTo("2");
        callee.bye();
        lab.until("ended", SOON, () -> element(query(id), "state").equals("3"));
    }

    @Test
    void whatCanNotBeDialledIsRefusedWithItsSipStatus() {
        String answer = client.operation("ivr/dial", appId, "<Dial number='99'/>");
        assertThat(element(answer, "statusCode")).isEqualTo("107404");
        assertThat(element(answer, "statusMsg")).contains("no trunk serves this number");
    }

    @Test
    void oneWhoIsBusyIsAFailedResult() {
        String id = element(client.operation("ivr/dial", appId, "<Dial number='13800138000'/>"), "callSid");
        carrier.phone().isCalled().refuses(486, "Busy Here");
        lab.until("ended", SOON, () -> element(query(id), "state").equals("3"));
        String result = client.get("CallResult", "&callsid=" + id);
        assertThat(element(result, "state")).isEqualTo("2");
        assertThat(element(result, "errorcode")).isEqualTo("107486");
    }

    /** Flow protocol 8.6 MediaFileUpload. */
    @Test
    void whatWasUploadedIsHeardAtOnceAlsoInPlaceOfAnother() throws IOException {
        // 1300 Hz is sorry.wav, which this application replaces by a menu of its own name.
        assertThat(element(upload("menu.wav", 1300), "statusCode")).isEqualTo("000000");
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
        Phone first = lab.phone("1001");
        first.calls(lab.uri("100"));
        lab.hears(first, "sorry.wav");

        assertThat(element(upload("menu.wav", 620), "statusCode")).isEqualTo("000000");
        Phone second = lab.phone("1002");
        second.calls(lab.uri("100"));
        lab.hears(second, "thanks.wav");
        assertThat(first.hears(1300))
                .as("who hears the old one goes on with it")
                .isTrue();
        first.hangsUp();
        second.hangsUp();
    }

    /** 8.5: the whole way to a room of the mixer and back. */
    @Test
    void aConferenceIsMadeJoinedAskedAboutAndDismissed() {
        String confId = element(client.operation("ivr/createconf", appId, "<CreateConf maxmember='8'/>"), "confid");
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<JoinConf confid='" + confId + "'/>")
                                .body());
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        String members = "<QueryConfState confid='" + confId + "'/>";
        lab.until("is in", SOON, () -> element(client.operation("ivr/conf", appId, members), "member")
                .equals("1"));
        String callId = element(client.operation("ivr/conf", appId, members), "callid");
        assertThat(element(query(callId), "confid")).isEqualTo(confId);

        String mute =
                client.operation("ivr/conf", appId, "<ConfMute confid='" + confId + "' callid='" + callId + "'/>");
        assertThat(element(mute, "statusCode")).isEqualTo("000000");
        assertThat(element(client.operation("ivr/conf", appId, members), "speak"))
                .isEqualTo("0");

        String dismiss = "<DismissConf confid='" + confId + "' autohangup='true'/>";
        assertThat(element(client.operation("ivr/conf", appId, dismiss), "statusCode"))
                .isEqualTo("000000");
        lab.isHungUp(caller);
        assertThat(element(client.operation("ivr/conf", appId, members), "statusCode"))
                .isEqualTo("105001");
    }

    private String upload(String name, int frequency) throws IOException {
        Path file = dir.resolve(frequency + ".wav");
        Wav.write(file, Tone.of(frequency).samples(8_000));
        return client.post("Calls/MediaFileUpload", "&appid=" + appId + "&filename=" + name, Files.readAllBytes(file));
    }
}

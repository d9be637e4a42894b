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

/** A conference that an application makes, fills and records by requests alone, over real HTTP, by sound. */
class ConferenceRestCallTest {

    private static final int LOW = 350;
    private static final int INVITED = 1750;
    private static final int UPLOADED = 700;
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
        carrier.phone().rtp().speak(Tone.of(INVITED));
        client = new RestClient(lab.server().restPort().orElseThrow(), lab.time());
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        lab.close();
    }

    private void answer(String startService) {
        lab.app()
                .handle(request ->
                        FlowReply.response(request.name().equals("startservice") ? startService : "<CmdNone/>"));
    }

    private String done(String function, String operation) {
        String answer = client.operation(function, appId, operation);
        assertThat(element(answer, "statusCode")).as(operation).isEqualTo("000000");
        return answer;
    }

    /** Flow protocol 8.5 CreateConf, InviteJoinConf, ConfPlay, ConfRecord, ConfStopRecord. */
    @Test
    void membersDialInAreInvitedHearAnUploadedPromptAndAreRecorded() throws IOException {
        answer("<Hangup/>");
        Path file = dir.resolve("jingle.wav");
        Wav.write(file, Tone.of(UPLOADED).samples(16_000));
        client.post("Calls/MediaFileUpload", "&appid=" + appId + "&filename=jingle.wav", Files.readAllBytes(file));
        String made = done("ivr/createconf", "<CreateConf maxmember='3' voicemod='2'/>");
        String conf = " confid='" + element(made, "confid") + "'";
        Phone caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(LOW));
        caller.calls(lab.uri(element(made, "voiptoconfid")));
        String invited = done("ivr/conf", "<InviteJoinConf" + conf + " number='13800138000' action='invited'/>");
        assertThat(element(invited, "callSid")).hasSize(32);
        Callee callee = carrier.answers();
        lab.until(
                "they hear each other",
                SOON,
                () -> caller.hears(INVITED) && carrier.phone().hears(LOW));

        done("ivr/conf", "<ConfRecord" + conf + " action='begun'/>");
        done("ivr/conf", "<ConfPlay" + conf + " filename='jingle.wav'/>");
        lab.until(
                "they hear the file",
                SOON,
                () -> caller.hears(UPLOADED) && carrier.phone().hears(UPLOADED));
        done("ivr/conf", "<ConfStopRecord" + conf + " action='recorded'/>");
        lab.until("it is told", SOON, () -> lab.told("recorded").size() == 1);
        assertThat(lab.told("recorded").getFirst().param("recordurl")).startsWith("http://127.0.0.1:");
        assertThat(lab.told("invited").getFirst().params())
                .containsEntry("callid", element(invited, "callSid"))
                .containsEntry("result", "0");
        done("ivr/conf", "<DismissConf" + conf + " autohangup='true'/>");
        lab.isHungUp(caller);
        lab.until("he too", SOON, callee::farEndHungUp);
    }

    /** Flow protocol 8.5 JoinConf; D14, D25: what the application passed along comes back with what is told of the call. */
    @Test
    void aDialledCallIsPutInAndItsUserdataComesWithAllThatIsToldOfIt() {
        answer("<Play loop='-1'>menu.wav</Play>");
        String made = done("ivr/createconf", "<CreateConf joinurl='in' quiturl='out' mediaopturl='media'/>");
        String conf = " confid='" + element(made, "confid") + "'";
        String dialled = done("ivr/dial", "<Dial number='13800138000' userdata='a b&amp;c'/>");
        String call = " callid='" + element(dialled, "callSid") + "'";
        Callee callee = carrier.answers();
        lab.hears(carrier.phone(), "menu.wav");
        done("ivr/conf", "<JoinConf" + conf + call + " action='joined'/>");
        lab.until("it is in", SOON, () -> lab.told("joined").size() == 1);
        done("ivr/conf", "<ConfMute" + conf + call + "/>");
        done("ivr/conf", "<QuitConf" + conf + call + " action='quit'/>");
        lab.until(
                "it is told",
                SOON,
                () -> lab.told("out").size() == 1 && lab.told("quit").size() == 1);
        for (var name : List.of("in", "joined", "media", "out", "quit")) {
            assertThat(lab.told(name)).as(name).singleElement().satisfies(told -> assertThat(told.params())
                    .containsEntry("appid", appId)
                    .containsEntry("confid", element(made, "confid"))
                    .containsEntry("callid", element(dialled, "callSid"))
                    .containsEntry("userdata", "a b&c"));
        }
        callee.bye();
    }
}

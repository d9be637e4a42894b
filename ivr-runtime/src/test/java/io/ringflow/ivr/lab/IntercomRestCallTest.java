package io.ringflow.ivr.lab;

import static io.ringflow.ivr.rest.RestClient.element;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol D7: a push-to-talk group that an application makes, fills and steers by requests alone, by sound. */
class IntercomRestCallTest {

    private static final int LOW = 1150;
    private static final int INVITED = 1750;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ONE = " intercomid='yard'";

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private RestClient client;
    private String appId;
    private volatile String operation = "";

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> {
            var settings = carrier.serves(self, base, Map.of("prefixes", List.of("138")))
                    .with("rest.port", 0)
                    .with("rest.accounts", RestClient.ACCOUNTS);
            appId = settings.config().applications().getFirst().id();
            return settings;
        });
        lab.app()
                .handle(request -> FlowReply.response(
                        switch (request.name()) {
                            case "startservice" ->
                                request.param("to").equals("100")
                                        ? "<Intercom intercomid='yard'/>"
                                        : operation + "<Play>thanks.wav</Play><Hangup/>";
                            case "out" -> "<Play>goodbye.wav</Play><Hangup/>";
                            default -> "<CmdNone/>";
                        }));
        carrier.phone().rtp().speak(Tone.of(INVITED));
        client = new RestClient(lab.server().restPort().orElseThrow(), lab.time());
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        lab.close();
    }

    private String asked(String function, String operation) {
        return client.operation(function, appId, operation);
    }

    private String done(String function, String operation) {
        String answer = asked(function, operation);
        assertThat(element(answer, "statusCode")).as(operation).isEqualTo("000000");
        return answer;
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(request -> request.name().equals(name))
                .toList();
    }

    private Phone joins() {
        Phone caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(LOW));
        caller.calls(lab.uri("100"));
        lab.until("the caller is in", SOON, () -> told("in").size() == 1);
        return caller;
    }

    /** Flow protocol D7: CreateIntercom, InviteJoinIntercom, IntercomFloor, QueryIntercomState, QuitIntercom, DismissIntercom. */
    @Test
    void aGroupIsMadeFilledSteeredAskedAndDismissed() {
        String made = done(
                "ivr/createintercom",
                "<CreateIntercom" + ONE + " maxtalk='20' joinurl='in' quiturl='out' floorurl='floor' action='made'/>");
        assertThat(element(made, "intercomid")).isEqualTo("yard");
        Phone caller = joins();
        String invited = done("ivr/intercom", "<InviteJoinIntercom" + ONE + " number='13800138000' action='invited'/>");
        String callId = element(invited, "callSid");
        Callee callee = carrier.answers();
        lab.until("the invited is in", SOON, () -> told("in").size() == 2);
        lab.until("who invited him is told", SOON, () -> told("invited").size() == 1);
        assertThat(told("invited").getFirst().params())
                .containsEntry("intercomid", "yard")
                .containsEntry("result", "0");

        done("ivr/intercom", "<IntercomFloor" + ONE + " callid='" + callId + "' floor='grab'/>");
        lab.until("the caller hears him", SOON, () -> caller.hears(INVITED));
        String state = done("ivr/intercom", "<QueryIntercomState" + ONE + "/>");
        assertThat(element(state, "talker")).isEqualTo(callId);
        assertThat(state).contains("<member>2</member>", "<floor>2</floor>", "<floor>0</floor>");
        done("ivr/intercom", "<IntercomFloor" + ONE + " callid='" + callId + "' floor='release'/>");
        lab.until("no more", SOON, () -> !caller.hears(INVITED));
        lab.until("told", SOON, () -> told("floor").size() == 2);

        done("ivr/intercom", "<QuitIntercom" + ONE + " callid='" + callId + "'/>");
        lab.hears(carrier.phone(), "goodbye.wav");
        lab.until("he is hung up", SOON, callee::farEndHungUp);
        done("ivr/intercom", "<DismissIntercom" + ONE + " autohangup='true' delurl='gone'/>");
        lab.isHungUp(caller);
        lab.until("it is gone", SOON, () -> told("gone").size() == 1);
        assertThat(element(asked("ivr/intercom", "<QueryIntercomState" + ONE + "/>"), "statusCode"))
                .isEqualTo("105001");
    }

    /** Flow protocol 1.3 operation, D7. */
    @Test
    void anAnswerToAnotherCallMayGiveAMemberTheFloor() {
        done("ivr/createintercom", "<CreateIntercom" + ONE + " joinurl='in' floorurl='floor'/>");
        Phone caller = joins();
        String callId = told("in").getFirst().param("callid");
        operation = "<IntercomFloor" + ONE + " callid='" + callId + "'/>";
        Phone other = lab.phone("1002");
        other.calls(lab.uri("200"));
        lab.hears(other, "thanks.wav");
        lab.until("granted", SOON, () -> told("floor").size() == 1);
        assertThat(told("floor").getFirst().params()).containsEntry("floor", "granted");
        lab.isHungUp(other);
        caller.hangsUp();
    }

    @Test
    void whatCanNotBeDoneIsToldByItsCode() {
        done("ivr/createintercom", "<CreateIntercom" + ONE + "/>");
        assertThat(element(asked("ivr/createintercom", "<CreateIntercom" + ONE + " maxtalk='9'/>"), "statusCode"))
                .isEqualTo("105015");
        assertThat(element(asked("ivr/intercom", "<IntercomFloor" + ONE + " callid='1'/>"), "statusCode"))
                .isEqualTo("105003");
        assertThat(element(asked("ivr/intercom", "<InviteJoinIntercom intercomid='none' number='138'/>"), "statusCode"))
                .isEqualTo("105001");
        assertThat(element(asked("ivr/intercom", "<IntercomFloor" + ONE + " callid='1' floor='take'/>"), "statusCode"))
                .startsWith("111");
        done("ivr/intercom", "<DismissIntercom" + ONE + "/>");
    }
}

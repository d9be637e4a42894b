package io.ringflow.ivr.lab;

import static io.ringflow.ivr.rest.RestClient.element;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol D7 InviteJoinIntercom: telephones with VoIP accounts of the application are called into a group. */
class IntercomAccountCallTest {

    private static final int ONE = 1150;
    private static final int CHIEF = 1750;
    private static final int NOT_NOW = 350;
    private static final int HOUR = 3_600;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String YARD = " intercomid='yard'";

    @TempDir
    Path dir;

    private CallLab lab;
    private RestClient client;
    private Telephone one;
    private Telephone chief;

    @BeforeEach
    void start() {
        var accounts = List.of(Telephone.account("8001"), Telephone.account("8002"), Telephone.account("8003"));
        lab = new CallLab(dir, base -> base.application("accounts", accounts)
                .with("rest.port", 0)
                .with("rest.accounts", RestClient.ACCOUNTS));
        lab.app()
                .handle(request -> FlowReply.response(
                        switch (request.name()) {
                            case "out", "chiefout" -> "<Play>goodbye.wav</Play><Hangup/>";
                            default -> "<CmdNone/>";
                        }));
        client = new RestClient(lab.server().restPort().orElseThrow(), lab.time());
        one = telephone("8001", ONE);
        chief = telephone("8002", CHIEF);
        asked(
                "ivr/createintercom",
                "<CreateIntercom" + YARD + " queue='true' joinurl='in' quiturl='out' floorurl='floor'/>");
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        lab.close();
    }

    private Telephone telephone(String account, int tone) {
        var telephone = new Telephone(lab, account).registers(HOUR);
        telephone.phone().rtp().speak(Tone.of(tone));
        return telephone;
    }

    private String asked(String function, String operation) {
        String answer = client.operation(function, lab.application().id(), operation);
        assertThat(element(answer, "statusCode")).as(operation).isEqualTo("000000");
        return answer;
    }

    private Callee isIn(Telephone telephone, String told) {
        int before = told(told).size();
        var call = telephone.isCalled().rings();
        telephone.answers(call);
        lab.until("is in", SOON, () -> told(told).size() > before);
        return call;
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(request -> request.name().equals(name))
                .toList();
    }

    private List<String> floor(String name) {
        return told(name).stream().map(request -> request.param("floor")).toList();
    }

    @Test
    void aTelephoneThatIsInvitedByItsAccountTalksAtItsKeyAndAChiefTakesTheFloor() {
        asked("ivr/intercom", "<InviteJoinIntercom" + YARD + " number='8001' action='invited'/>");
        var ones = isIn(one, "in");
        asked(
                "ivr/intercom",
                "<InviteJoinIntercom" + YARD
                        + " number='8002' priority='1' joinurl='chiefin' quiturl='chiefout' floorurl='chieffloor'/>");
        var chiefs = isIn(chief, "chiefin");
        assertThat(told("in")).singleElement().satisfies(in -> assertThat(in.params())
                .containsEntry("number", "8001")
                .containsEntry("intercomid", "yard"));
        assertThat(told("invited")).singleElement().satisfies(invited -> assertThat(invited.params())
                .containsEntry("number", "8001")
                .containsEntry("result", "0"));
        assertThat(told("startservice")).as("the application is not asked").isEmpty();

        one.phone().presses("*");
        lab.until("the chief hears him", SOON, () -> chief.phone().hears(ONE));
        chief.phone().presses("*");
        lab.until("he hears the chief", SOON, () -> one.phone().hears(CHIEF));
        lab.until(
                "told",
                SOON,
                () -> floor("floor").size() == 2 && floor("chieffloor").size() == 1);
        assertThat(floor("floor")).containsExactly("granted", "released");
        assertThat(told("floor").getLast().param("reason")).isEqualTo("1");
        assertThat(floor("chieffloor")).containsExactly("granted");

        asked("ivr/intercom", "<DismissIntercom" + YARD + "/>");
        lab.hears(one.phone(), "goodbye.wav");
        lab.until("both are hung up", SOON, () -> ones.farEndHungUp() && chiefs.farEndHungUp());
        assertThat(told("out")).hasSize(1);
        assertThat(told("chiefout")).singleElement().satisfies(out -> assertThat(out.params())
                .containsEntry("intercomid", "yard")
                .containsEntry("number", "8002")
                .containsEntry("reason", "2"));
        lab.until("the end of each", SOON, () -> told("stopservice").size() == 2);
    }

    @Test
    void ofSeveralThatAreInvitedAtOnceEachHasItsResult() {
        var answer = asked(
                "ivr/intercom", "<InviteJoinIntercom" + YARD + " number='8001#8002#8003#8009' action='invited'/>");
        assertThat(element(answer, "callSid").split("#", -1)).hasSize(4);
        assertThat(element(answer, "callSid"))
                .as("those that are not registered are not called")
                .endsWith("##");
        chief.isCalled().rings().refuses(486, "Busy Here");
        isIn(one, "in");
        lab.until("results", SOON, () -> told("invited").size() == 4);
        assertThat(told("invited"))
                .extracting(told -> told.param("number") + " " + told.param("result"))
                .containsExactlyInAnyOrder("8001 0", "8002 107486", "8003 107480", "8009 107404");
        asked("ivr/intercom", "<DismissIntercom" + YARD + " autohangup='true'/>");
    }

    @Test
    void whoIsDeniedHearsAFallingToneAndOneAsksInAnothersPlace() {
        asked("ivr/createintercom", "<CreateIntercom intercomid='plain' joinurl='in' floorurl='floor'/>");
        var answer =
                asked("ivr/intercom", "<InviteJoinIntercom intercomid='plain' number='8001#8002' action='invited'/>");
        isIn(one, "in");
        isIn(chief, "in");
        var ids = element(answer, "callSid").split("#");
        asked("ivr/intercom", "<IntercomFloor intercomid='plain' callid='" + ids[0] + "' floor='grab'/>");
        lab.until("heard", SOON, () -> chief.phone().hears(ONE));
        chief.phone().presses("*");
        lab.until("a falling tone", SOON, () -> chief.phone().hears(NOT_NOW));
        lab.until("told", SOON, () -> floor("floor").contains("denied"));
        assertThat(one.phone().hears(CHIEF)).isFalse();
        asked("ivr/intercom", "<DismissIntercom intercomid='plain' autohangup='true'/>");
        asked("ivr/intercom", "<DismissIntercom" + YARD + "/>");
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers meet in a conference (flow-protocol 4.1, 4.2, 6, D13): each speaks a tone of its own, so that what one hears
 * proves who is heard. The number dialled says what the caller's flow is.
 */
class ConferenceCallTest {

    private static final int LOW = 350;
    private static final int MIDDLE = 530;
    private static final int HIGH = 1150;
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    private CallLab lab;
    private volatile String confId = "";
    private volatile String create = "<CreateConf action='made' autojoin='true' quiturl='left'/>";
    private volatile String join = "";

    @BeforeEach
    void start() {
        lab = new CallLab(dir);
        lab.app().handle(this::answer);
    }

    @AfterEach
    void nothingIsLeft() {
        lab.until(
                "no conference is left",
                SOON,
                () -> lab.server().facts().get("conferences").equals(0));
        lab.close();
    }

    private FlowReply answer(FlowRequest request) {
        return switch (request.name()) {
            case "startservice" -> FlowReply.response(request.param("to").equals("100") ? create : joining());
            case "made" -> {
                confId = request.param("confid");
                yield FlowReply.response("<CmdNone/>");
            }
            case "left" -> FlowReply.response("<Play>goodbye.wav</Play><Hangup/>");
            case "wrong" -> FlowReply.response("<Play>sorry.wav</Play><Hangup/>");
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    private String joining() {
        return "<JoinConf confid='" + confId + "' " + join + "/><Play>timeout.wav</Play><Hangup/>";
    }

    @Test
    void eachOfThreeHearsTheOthersAndNotItself() {
        Phone one = creates(LOW);
        Phone two = joins(MIDDLE);
        Phone three = joins(HIGH);
        hearsExactly(one, MIDDLE, HIGH);
        hearsExactly(two, LOW, HIGH);
        hearsExactly(three, LOW, MIDDLE);

        two.hangsUp();
        hearsExactly(one, HIGH);
        hearsExactly(three, LOW);
        one.hangsUp();
        hearsExactly(three);
        three.hangsUp();
        lab.until("the last has left", SOON, () -> lab.told("left").size() == 3);
        assertThat(lab.told("left")).extracting(left -> left.param("reason")).containsOnly("0");
        assertThat(lab.told("left")).extracting(left -> left.param("confid")).containsOnly(confId);
    }

    /** Flow protocol 3.9 notification; 4.1 joinurl, dtmfreporturl, delreporturl; 6 dtmfreporturl. */
    @Test
    void joiningAndKeysAreToldToTheApplication() {
        create = "<CreateConf action='made' autojoin='true' joinurl='in' dtmfreporturl='keys' delreporturl='gone'/>";
        Phone one = creates(LOW);
        lab.until("joined", SOON, () -> lab.told("in").size() == 1);
        assertThat(lab.told("in").getFirst().params())
                .containsEntry("confid", confId)
                .containsEntry("number", "1001")
                .containsEntry("role", "0")
                .containsKeys("jointime", "callid", "appid");
        one.presses("4*");
        lab.until("keys", SOON, () -> lab.told("keys").size() == 2);
        assertThat(lab.told("keys")).extracting(key -> key.param("digits")).containsExactly("4", "*");
        assertThat(lab.told("keys").getFirst().params())
                .containsEntry("confid", confId)
                .containsKeys("appid", "callid");
        one.hangsUp();
        lab.until("deleted", SOON, () -> lab.told("gone").size() == 1);
        assertThat(lab.told("gone").getFirst().params())
                .containsEntry("confid", confId)
                .containsKey("deltime");
    }

    @Test
    void stopserviceIsTheLastThatIsToldOfACallThatHangsUpInAConference() {
        Phone one = creates(LOW);
        one.hangsUp();
        lab.until("over", SOON, () -> lab.told("stopservice").size() == 1);
        assertThat(lab.app().requests())
                .filteredOn(request -> request.params().containsKey("callid"))
                .extracting(FlowRequest::name)
                .containsExactly("startservice", "made", "left", "stopservice");
    }

    /** Flow protocol 4.1 maxmember; 4.2 failure. */
    @Test
    void theFourthOfThreeGoesOnWithWhatFollows() {
        Phone one = creates(LOW);
        Phone two = joins(MIDDLE);
        Phone three = joins(HIGH);
        hearsExactly(one, MIDDLE, HIGH);
        Phone four = lab.phone("1004");
        four.calls(lab.uri("200"));
        lab.hears(four, "timeout.wav");
        lab.isHungUp(four);
        hearsExactly(one, MIDDLE, HIGH);
        List.of(one, two, three).forEach(Phone::hangsUp);
    }

    /** Flow protocol 4.2 failure. */
    @Test
    void anUnknownConferenceGoesOnWithWhatFollows() {
        confId = "12345678";
        Phone one = lab.phone("1001");
        one.calls(lab.uri("200"));
        lab.hears(one, "timeout.wav");
        lab.isHungUp(one);
    }

    /** Flow protocol 4.2 speak. */
    @Test
    void whoDoesNotSpeakHearsAndIsNotHeard() {
        Phone one = creates(LOW);
        join = "speak='0'";
        Phone two = joins(MIDDLE);
        hearsExactly(two, LOW);
        hearsExactly(one);
        one.hangsUp();
        two.hangsUp();
    }

    /** Flow protocol 4.1 passwd, passwderrorurl. */
    @Test
    void thePasswordIsAskedForAndTheThirdWrongOneIsTheLast() {
        create = "<CreateConf action='made' autojoin='true' passwd='4711' passwderrorurl='wrong'/>";
        Phone one = creates(LOW);
        Phone two = speaking(MIDDLE);
        two.calls(lab.uri("200"));
        two.presses("12#4711#");
        hearsExactly(two, LOW);

        Phone three = speaking(HIGH);
        three.calls(lab.uri("200"));
        three.presses("1#2#3#");
        lab.hears(three, "sorry.wav");
        lab.isHungUp(three);
        assertThat(lab.told("wrong").getFirst().params())
                .containsEntry("confid", confId)
                .containsEntry("result", "105004");
        hearsExactly(one, MIDDLE);
        one.hangsUp();
        two.hangsUp();
    }

    /** Flow protocol 4.1 confduration, confendprompt, quiturl; 6 answer. */
    @Test
    void afterItsTimeAllGoOnWhereQuiturlSays() {
        create = "<CreateConf action='made' autojoin='true' confduration='3' confendprompt='menu.wav' quiturl='left'/>";
        Phone one = creates(LOW);
        Phone two = joins(MIDDLE);
        lab.hears(two, "menu.wav");
        lab.hears(one, "goodbye.wav");
        lab.hears(two, "goodbye.wav");
        lab.isHungUp(one);
        lab.isHungUp(two);
        assertThat(lab.told("left"))
                .hasSize(2)
                .extracting(left -> left.param("reason"))
                .containsOnly("3");
    }

    private Phone creates(int tone) {
        Phone phone = speaking(tone);
        phone.calls(lab.uri("100"));
        lab.until("the conference is there", SOON, () -> !confId.isEmpty());
        return phone;
    }

    private Phone joins(int tone) {
        Phone phone = speaking(tone);
        phone.calls(lab.uri("200"));
        return phone;
    }

    private Phone speaking(int tone) {
        Phone phone = lab.phone("1001");
        phone.rtp().speak(Tone.of(tone));
        return phone;
    }

    private void hearsExactly(Phone phone, Integer... tones) {
        lab.until("hears " + List.of(tones), SOON, () -> List.of(LOW, MIDDLE, HIGH).stream()
                .filter(phone::hears)
                .toList()
                .equals(List.of(tones)));
        lab.advance(Duration.ofMillis(400));
        assertThat(List.of(LOW, MIDDLE, HIGH)).filteredOn(phone::hears).containsExactly(tones);
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol D7, by sound: telephones that press keys, and hear who talks. */
class IntercomCallTest {

    private static final int LOW = 1150;
    private static final int HIGH = 1750;
    private static final int CHIEF = 2300;
    /** Second notes of the two signs. */
    private static final int GRANTED = 900;

    private static final int NOT_NOW = 350;
    private static final int NEXT = 425;
    /** Joining is told by a real socket while the lab's time flies. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private CallLab lab;
    private volatile String more = "";

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
                        "<Intercom intercomid='dispatch' joinurl='in' quiturl='out' floorurl='floor' mediaopturl='media'"
                                + " delreporturl='gone' priority='"
                                + (request.param("to").equals("300") ? 1 : 0)
                                + "'" + more + "/>");
            case "out" -> FlowReply.response("<Play>goodbye.wav</Play><Hangup/>");
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    private Phone joins(String number, int tone) {
        int before = told("in").size();
        Phone phone = lab.phone(Integer.toString(tone));
        phone.rtp().speak(Tone.of(tone));
        phone.calls(lab.uri(number));
        until(number + " is in", () -> told("in").size() > before);
        return phone;
    }

    private void until(String what, BooleanSupplier condition) {
        lab.until(what, SOON, condition);
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(request -> request.name().equals(name))
                .toList();
    }

    private List<String> floor() {
        return told("floor").stream().map(request -> request.param("floor")).toList();
    }

    /** What is told of one telephone, in its order. */
    private List<String> floor(String number) {
        String callId = told("in").stream()
                .filter(request -> request.param("number").equals(number))
                .findFirst()
                .orElseThrow()
                .param("callid");
        return told("floor").stream()
                .filter(request -> request.param("callid").equals(callId))
                .map(request -> (request.param("floor") + " " + request.params().getOrDefault("reason", "")).strip())
                .toList();
    }

    /** Flow protocol D7: grabkey, releasekey, floorurl. */
    @Test
    void oneTalksAfterPressingTheKeyAndTheOthersListen() {
        Phone one = joins("100", LOW);
        Phone two = joins("200", HIGH);
        Phone three = joins("200", CHIEF);
        lab.advance(Duration.ofSeconds(1));
        assertThat(two.hears(LOW) || one.hears(HIGH))
                .as("members join listening")
                .isFalse();

        one.presses("*");
        until("a rising tone", () -> one.hears(GRANTED));
        until("both hear him", () -> two.hears(LOW) && three.hears(LOW));
        two.presses("*");
        until("a falling tone", () -> two.hears(NOT_NOW));
        assertThat(one.hears(NOT_NOW) || three.hears(NOT_NOW))
                .as("to who asked only")
                .isFalse();
        assertThat(three.hears(LOW)).isTrue();
        assertThat(one.hears(HIGH) || three.hears(HIGH)).isFalse();

        one.presses("#");
        until("silence", () -> !two.hears(LOW) && !three.hears(LOW));
        two.presses("*");
        until("now he talks", () -> one.hears(HIGH) && three.hears(HIGH));
        until("all is told", () -> floor().size() == 4);
        // Between calls there is no order.
        assertThat(floor()).containsExactlyInAnyOrder("granted", "denied", "released", "granted");
        assertThat(told("floor").getFirst().params())
                .containsEntry("appid", lab.application().id())
                .containsEntry("intercomid", "dispatch")
                .containsEntry("callid", told("startservice").getFirst().param("callid"));
        List.of(one, two, three).forEach(Phone::hangsUp);
        until("it is gone", () -> told("gone").size() == 1);
    }

    /** Flow protocol D7: maxtalk. */
    @Test
    void theFloorIsTakenAfterItsTimeAndALateJoinerHearsWhoTalks() {
        more = " maxtalk='4'";
        Phone one = joins("100", LOW);
        one.presses("*");
        until("granted", () -> floor().equals(List.of("granted")));
        Phone two = joins("200", HIGH);
        until("the late joiner hears", () -> two.hears(LOW));
        until("he is told by a falling tone", () -> one.hears(NOT_NOW));
        until("the others hear no more", () -> !two.hears(LOW));
        until("the application is told", () -> floor().equals(List.of("granted", "timeout")));
        one.hangsUp();
        two.hangsUp();
    }

    /** D7 with {@code queue} and {@code priority}, which are ours. */
    @Test
    void whoHangsUpGivesTheFloorToTheNextAndAChiefTakesIt() {
        more = " queue='true'";
        Phone one = joins("100", LOW);
        Phone two = joins("200", HIGH);
        Phone chief = joins("300", CHIEF);
        one.presses("*");
        until("one talks", () -> two.hears(LOW));
        two.presses("*");
        until("a level tone", () -> two.hears(NEXT));
        assertThat(two.hears(NOT_NOW) || chief.hears(NEXT)).isFalse();
        lab.advance(Duration.ofSeconds(1));
        assertThat(chief.hears(HIGH)).as("he waits").isFalse();
        one.hangsUp();
        until("the next talks", () -> chief.hears(HIGH));
        chief.presses("*");
        until("a falling tone for whom he interrupts", () -> two.hears(NOT_NOW));
        until("the chief talks", () -> two.hears(CHIEF) && !chief.hears(HIGH));
        until("told", () -> floor().size() == 5);
        assertThat(floor("1150")).containsExactly("granted", "released 2");
        assertThat(floor("1750")).containsExactly("granted", "released 1");
        assertThat(floor("2300")).containsExactly("granted");
        until("the last of his call", () -> told("stopservice").size() == 1);
        two.hangsUp();
        chief.hangsUp();
    }

    /** Flow protocol D7: quiturl. */
    @Test
    void theGroupIsRecordedAndOneWhoIsSentOutGoesOn() {
        more = " autorecord='true'";
        Phone one = joins("100", LOW);
        Phone two = joins("200", HIGH);
        one.presses("*");
        until("one talks", () -> two.hears(LOW));
        String id = told("startservice").get(1).param("callid");
        lab.server().conferences().intercoms().run(lab.application(), new RoomOperation.Quit("dispatch", id, ""));
        lab.hears(two, "goodbye.wav");
        lab.isHungUp(two);
        assertThat(told("out")).singleElement().satisfies(out -> assertThat(out.params())
                .containsEntry("intercomid", "dispatch")
                .containsEntry("reason", "1"));
        one.hangsUp();
        until("the recording is told", () -> told("media").stream()
                .anyMatch(media -> media.params().containsKey("recordurl")));
    }
}

package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.Talkers.CALLER;
import static io.ringflow.ivr.lab.Talkers.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 2 Connect; D4: two calls of an application are connected, with sound. */
class ConnectCallTest {

    private static final int OTHER = 1_500;

    @TempDir
    Path dir;

    private Talkers talkers;
    private Phone first;
    private Phone second;
    private String firstId;

    @BeforeEach
    void start() {
        talkers = new Talkers(dir);
        first = talkers.caller;
        second = talkers.lab.phone("1002");
        second.rtp().speak(Tone.of(OTHER));
    }

    @AfterEach
    void nothingIsLeft() {
        talkers.close();
    }

    /** One call waits, as that command has it, and goes on at "after". */
    private void firstWaitsIn(String command) {
        talkers.answers("startservice", command + "<Redirect>after</Redirect>")
                .answers("after", "<Play>goodbye.wav</Play><Hangup/>")
                .calls();
        firstId = talkers.request("startservice").param("callid");
    }

    private void firstWaits() {
        firstWaitsIn("<Play loop='-1'>menu.wav</Play>");
        talkers.lab.hears(first, "menu.wav");
    }

    /** Another one fetches it. */
    private void secondConnects(String attributes) {
        connects(second, firstId, attributes);
    }

    private void connects(Phone phone, String callId, String attributes) {
        talkers.answers(
                "startservice",
                "<Connect callid='" + callId + "' " + attributes + "/><Play>timeout.wav</Play><Hangup/>");
        phone.calls(talkers.lab.uri(Talkers.NUMBER));
    }

    private void eachHearsTheOtherAndNotItself() {
        talkers.hears(first, OTHER);
        talkers.hears(second, CALLER);
        talkers.lab.advance(Duration.ofMillis(400));
        assertThat(first.hears(CALLER)).as("the first hears itself").isFalse();
        assertThat(second.hears(OTHER)).as("the second hears itself").isFalse();
        assertThat(first.hears(CallLab.PROMPTS.get("menu.wav"))).isFalse();
    }

    @Test
    void bothHearEachOtherAndTheOneThatWasFetchedGoesOnAfterwards() {
        firstWaits();
        secondConnects("");
        eachHearsTheOtherAndNotItself();
        second.hangsUp();
        talkers.lab.hears(first, "goodbye.wav");
        talkers.lab.isHungUp(first);
        var secondId = talkers.requests("startservice").getLast().param("callid");
        assertThat(talkers.end(firstId).param("relatedcallid")).isEqualTo(secondId);
        assertThat(talkers.end(secondId).param("relatedcallid")).isEqualTo(firstId);
        assertThat(talkers.end(firstId).params()).doesNotContainKey("sstime");
    }

    @Test
    void inModeTwoOnlyTheFetchedOneHears() {
        firstWaits();
        secondConnects("mode='2'");
        talkers.hears(first, OTHER);
        talkers.lab.advance(Duration.ofSeconds(1));
        assertThat(second.hears(CALLER)).isFalse();
        second.hangsUp();
        talkers.lab.isHungUp(first);
    }

    @Test
    void inModeThreeOnlyTheOneThatFetchesHears() {
        firstWaits();
        secondConnects("mode='3'");
        talkers.hears(second, CALLER);
        talkers.lab.advance(Duration.ofSeconds(1));
        assertThat(first.hears(OTHER)).isFalse();
        second.hangsUp();
        talkers.lab.isHungUp(first);
    }

    @Test
    void whenTheFetchedOneHangsUpTheUrlForThatIsAsked() {
        firstWaits();
        talkers.answers("left", "<Play>thanks.wav</Play><Hangup/>");
        secondConnects("hangupurl='left'");
        eachHearsTheOtherAndNotItself();
        talkers.lab.advance(Duration.ofSeconds(2));
        first.hangsUp();
        talkers.lab.hears(second, "thanks.wav");
        var told = talkers.request("left");
        assertThat(told.param("reason")).isEqualTo("0");
        assertThat(told.param("callduration")).isIn("2", "3", "4");
        talkers.lab.isHungUp(second);
        assertThat(talkers.requests("after")).isEmpty();
    }

    @Test
    void whenTheTimeIsOverBothGoOn() {
        firstWaits();
        talkers.answers("over", "<Play>thanks.wav</Play><Hangup/>");
        secondConnects("calltime='3' calltimeoverurl='over'");
        eachHearsTheOtherAndNotItself();
        talkers.lab.until("the first goes on", LATE, () -> first.hears(CallLab.PROMPTS.get("goodbye.wav")));
        talkers.request("over");
        talkers.lab.isHungUp(first);
        talkers.lab.isHungUp(second);
    }

    @Test
    void aCallThatCollectsKeysCanBeFetchedAndIsAskedNothingOfThat() {
        firstWaitsIn("<Get action='keys' numdigits='3'><Play loop='-1'>menu.wav</Play></Get>");
        talkers.lab.hears(first, "menu.wav");
        first.presses("1");
        talkers.lab.advance(Duration.ofSeconds(1));
        secondConnects("");
        eachHearsTheOtherAndNotItself();
        second.hangsUp();
        talkers.lab.isHungUp(first);
        assertThat(talkers.requests("keys")).isEmpty();
        assertThat(talkers.requests("after")).hasSize(1);
    }

    @Test
    void aCallThatTalksWithSomebodyCannotBeFetched() {
        firstWaits();
        secondConnects("");
        eachHearsTheOtherAndNotItself();
        Phone third = talkers.lab.phone("1003");
        connects(third, firstId, "");
        talkers.lab.hears(third, "timeout.wav");
        talkers.lab.isHungUp(third);
        eachHearsTheOtherAndNotItself();
        second.hangsUp();
        talkers.lab.isHungUp(first);
    }

    @Test
    void aCallThatIsNotThereLetsWhatFollowsRun() {
        connects(first, "26010517000000000000000000000001", "");
        talkers.lab.hears(first, "timeout.wav");
        talkers.lab.isHungUp(first);
    }

    @Test
    void whenBothHangUpAtOnceEachIsReportedOnce() {
        firstWaits();
        secondConnects("hangupurl='left'");
        talkers.answers("left", "<Hangup/>");
        eachHearsTheOtherAndNotItself();
        first.call().send(first.call().request("BYE"));
        second.hangsUp();
        talkers.end(firstId);
        talkers.end(talkers.requests("startservice").getLast().param("callid"));
    }

    @Test
    void whenTheServerStopsBothAreHungUpAndEachIsReportedOnce() {
        firstWaits();
        secondConnects("hangupurl='left'");
        eachHearsTheOtherAndNotItself();
        talkers.lab.server().endCalls();
        talkers.lab.isHungUp(first);
        talkers.lab.isHungUp(second);
        talkers.end(firstId);
        assertThat(talkers.requests("left")).isEmpty();
        assertThat(talkers.requests("after")).isEmpty();
    }

    @Test
    void aCallThatFetchesItselfGoesOn() {
        talkers.lab
                .app()
                .handle(request -> FlowReply.response(
                        "<Connect callid='" + request.param("callid") + "'/><Play>timeout.wav</Play><Hangup/>"));
        talkers.calls();
        talkers.lab.hears(first, "timeout.wav");
        talkers.lab.isHungUp(first);
    }

    @Test
    void aPartyThatIsConsultedCanBeFetchedOutOfItsOwnFlowAndStillEndsWithTheCaller() {
        talkers.answers(
                        "startservice",
                        "<ConsultationCall number='138' action='desk'/><Play>thanks.wav</Play><Hangup/>")
                .answers("desk", "<Play loop='-1'>menu.wav</Play>")
                .calls();
        var callee = talkers.carrier.answers();
        talkers.lab.hears(talkers.callee, "menu.wav");
        connects(second, talkers.request("desk").param("callid"), "");
        talkers.hears(second, Talkers.CALLEE);
        talkers.hears(talkers.callee, OTHER);
        first.hangsUp();
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        talkers.lab.hears(second, "timeout.wav");
        talkers.lab.isHungUp(second);
    }

    @Test
    void keysPressedBeforeAreNotForTheOther() {
        firstWaits();
        first.presses("77");
        talkers.lab.advance(Duration.ofSeconds(2));
        secondConnects("");
        eachHearsTheOtherAndNotItself();
        first.presses("5");
        talkers.lab.until(
                "the second has the key", LATE, () -> second.rtp().keysHeard().endsWith("5"));
        assertThat(second.rtp().keysHeard()).isEqualTo("5");
        second.hangsUp();
        talkers.lab.isHungUp(first);
    }

    @Test
    void keysOfEitherArePressedForTheOther() {
        firstWaits();
        secondConnects("");
        eachHearsTheOtherAndNotItself();
        first.presses("12#");
        talkers.lab.until(
                "the second has the keys", LATE, () -> second.rtp().keysHeard().equals("12#"));
        second.presses("9");
        talkers.lab.until(
                "the first has the key", LATE, () -> first.rtp().keysHeard().equals("9"));
        second.hangsUp();
        talkers.lab.isHungUp(first);
    }

    @Test
    void aCallThatPausesIsFetched() {
        firstWaitsIn("<Pause length='30'/>");
        secondConnects("");
        eachHearsTheOtherAndNotItself();
        second.hangsUp();
        talkers.lab.hears(first, "goodbye.wav");
        talkers.lab.isHungUp(first);
    }
}

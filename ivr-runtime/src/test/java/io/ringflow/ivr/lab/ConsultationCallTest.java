package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow-protocol 3.6, 5.4 and 5.6 with sound: a caller and whom it is connected with, over a carrier. */
class ConsultationCallTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** For what is on its way by a real socket while the lab's time flies. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final int CALLER = 700;
    private static final int CALLEE = 1_800;
    private static final int RING_BACK = 450;

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private Phone caller;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of("caller-number", "4001234567")));
        caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(CALLER));
        carrier.phone().rtp().speak(Tone.of(CALLEE));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private void consult(String attributes, String inside) {
        consult(attributes, inside, "<Play>timeout.wav</Play><Hangup/>");
    }

    private void consult(String attributes, String inside, String otherwise) {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<ConsultationCall number='13800138000' " + attributes + ">" + inside
                                        + "</ConsultationCall>" + otherwise)
                                .body());
        caller.calls(lab.uri("4001234567"));
    }

    private void eachHearsTheOtherAndNotItself() {
        lab.until("the caller hears the callee", SOON, () -> caller.hears(CALLEE));
        lab.until("the callee hears the caller", SOON, () -> carrier.phone().hears(CALLER));
        lab.advance(Duration.ofMillis(400));
        assertThat(caller.hears(CALLER)).as("the caller hears itself").isFalse();
        assertThat(carrier.phone().hears(CALLEE)).as("the callee hears itself").isFalse();
    }

    private FlowRequest request(String name) {
        lab.until(name, LATE, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals(name)));
        return lab.app().requests().stream()
                .filter(asked -> asked.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Flow protocol 3.6 number, nesting, hangupurl; 5.4 hangupurl; 5.6 sstime. */
    @Test
    void thePromptIsHeardWhileItRingsThenEachHearsTheOtherAndNotItself() {
        consult("hangupurl='rate'", "<Play loop='-1'>menu.wav</Play>");
        lab.app()
                .on(
                        "rate",
                        FlowReply.response("<Play>thanks.wav</Play><Hangup/>").body());
        Callee callee = carrier.phone().isCalled().rings();
        assertThat(callee.number()).isEqualTo("13800138000");
        assertThat(callee.invite().header("From")).contains("sip:4001234567@");
        lab.hears(caller, "menu.wav");
        carrier.answers(callee);
        eachHearsTheOtherAndNotItself();
        assertThat(caller.hears(CallLab.PROMPTS.get("menu.wav"))).isFalse();

        lab.advance(Duration.ofSeconds(3));
        assertThat(callee.bye().status()).isEqualTo(200);
        lab.hears(caller, "thanks.wav");
        var told = request("rate");
        assertThat(told.params()).containsOnlyKeys("appid", "callid", "reason", "callduration");
        assertThat(told.param("reason")).isEqualTo("0");
        assertThat(told.param("callduration")).isIn("3", "4", "5");
        lab.isHungUp(caller);
        var stop = request("stopservice");
        assertThat(stop.param("errorcode")).isEqualTo("000000");
        assertThat(stop.params()).containsKeys("sstime", "setime");
        assertThat(stop.param("seccallduration")).isIn("3", "4", "5");
    }

    /** Flow protocol 3.6 party-leaves. */
    @Test
    void whenTheCalleeHangsUpAndNobodyIsToBeAskedTheCallerIsHungUp() {
        consult("", "");
        Callee callee = carrier.answers();
        eachHearsTheOtherAndNotItself();
        callee.bye();
        lab.isHungUp(caller);
    }

    /** Flow protocol 3.6 caller-leaves; 5.6 sstime. */
    @Test
    void whenTheCallerHangsUpTheCalleeIsHungUp() {
        consult("hangupurl='rate'", "");
        Callee callee = carrier.answers();
        eachHearsTheOtherAndNotItself();
        caller.hangsUp();
        lab.until("the callee is hung up", LATE, callee::farEndHungUp);
        assertThat(request("stopservice").params()).containsKeys("sstime", "setime", "seccallduration");
        assertThat(lab.app().requests()).noneMatch(asked -> asked.name().equals("rate"));
    }

    @Test
    void whenBothHangUpAtOnceNothingIsLeft() {
        consult("hangupurl='rate'", "");
        Callee callee = carrier.answers();
        eachHearsTheOtherAndNotItself();
        callee.sendBye();
        caller.hangsUp();
        request("stopservice");
    }

    @Test
    void aCallerWhoHangsUpWhileItRingsTakesTheCallBack() {
        consult("", "<Play loop='-1'>menu.wav</Play>");
        Callee callee = carrier.phone().isCalled().rings();
        lab.hears(caller, "menu.wav");
        caller.hangsUp();
        lab.until("the call is taken back", LATE, callee::cancelled);
        assertThat(request("stopservice").params()).doesNotContainKey("sstime");
    }

    @Test
    void withoutAnyResponseACallerWhoHangsUpLeavesNothingEither() {
        consult("", "<Play loop='-1'>menu.wav</Play>");
        carrier.phone().isCalled();
        lab.hears(caller, "menu.wav");
        caller.hangsUp();
        request("stopservice");
    }

    /** Flow protocol 3.6 noanswerurl; 5.4 noanswerurl. */
    @Test
    void whoIsBusyIsReportedWithItsStatus() {
        consult("noanswerurl='busy'", "");
        lab.app()
                .on(
                        "busy",
                        FlowReply.response("<Play>goodbye.wav</Play><Hangup/>").body());
        carrier.phone().isCalled().refuses(486, "Busy Here");
        lab.hears(caller, "goodbye.wav");
        assertThat(request("busy").param("reason")).isEqualTo("107486");
        assertThat(request("busy").params()).containsOnlyKeys("appid", "callid", "reason");
        lab.isHungUp(caller);
    }

    /** Flow protocol 3.6 unanswered. */
    @Test
    void whoRefusesLetsWhatFollowsRun() {
        consult("", "<Play loop='-1'>menu.wav</Play>");
        carrier.phone().isCalled().rings().refuses(603, "Decline");
        lab.hears(caller, "timeout.wav");
        lab.isHungUp(caller);
    }

    /** Flow protocol 3.6 timeout, unanswered. */
    @Test
    void whoDoesNotAnswerInTimeIsGivenUp() {
        consult("timeout='10'", "<Play loop='-1'>menu.wav</Play>");
        Callee callee = carrier.phone().isCalled().rings();
        lab.advance(Duration.ofSeconds(9));
        assertThat(callee.cancelled()).isFalse();
        lab.until("hears timeout.wav", SOON, () -> caller.hears(CallLab.PROMPTS.get("timeout.wav")));
        lab.until("the call is taken back", LATE, callee::cancelled);
        lab.isHungUp(caller);
    }

    @Test
    void aNumberThatNoTrunkServesIsNotCalled() {
        lab.close();
        lab = new CallLab(
                dir.resolve("other"),
                (self, base) -> carrier.serves(self, base, Map.of("prefixes", java.util.List.of("9"))));
        caller = lab.phone("1001");
        consult("noanswerurl='busy'", "");
        lab.app().on("busy", FlowReply.response("<Hangup/>").body());
        assertThat(request("busy").param("reason")).isEqualTo("107404");
        lab.isHungUp(caller);
    }

    /** Flow protocol 3.6 calltime, calltimeoverurl; 5.4 calltimeoverurl. */
    @Test
    void whenTheTimeToTalkIsOverTheCalleeIsHungUpAndTheFlowGoesOn() {
        consult("calltime='4' calltimeoverurl='over'", "");
        lab.app()
                .on(
                        "over",
                        FlowReply.response("<Play>goodbye.wav</Play><Hangup/>").body());
        Callee callee = carrier.answers();
        eachHearsTheOtherAndNotItself();
        lab.until("hears goodbye.wav", Duration.ofSeconds(6), () -> caller.hears(CallLab.PROMPTS.get("goodbye.wav")));
        assertThat(request("over").params()).containsOnlyKeys("appid", "callid");
        lab.until("the callee is hung up", LATE, callee::farEndHungUp);
        assertThat(request("stopservice").param("seccallduration")).isIn("4", "5", "6");
        lab.isHungUp(caller);
    }

    /** Flow protocol 3.6 ringback. */
    @Test
    void withRingbackTheCallerHearsTheCarriersOwnSoundAndIsNotHeardBeforeTheAnswer() {
        consult("ringback='true'", "");
        Callee callee = carrier.phone().isCalled().rings();
        lab.until("hears our tone", Duration.ofSeconds(6), () -> caller.hears(RING_BACK));
        callee.speaksEarly(carrier.phone().offer().toString());
        lab.until("hears the carrier", LATE, () -> caller.hears(CALLEE));
        lab.advance(Duration.ofSeconds(1));
        assertThat(caller.hears(RING_BACK)).isFalse();
        assertThat(carrier.phone().hears(CALLER)).as("the caller is heard").isFalse();
        // The answer proper is another description of the same offer: the other law.
        callee.answers(io.ringflow.testkit.sip.SdpText.audio(
                        carrier.phone().rtp().address(), "0 PCMU/8000", "101 telephone-event/8000")
                .nextVersion()
                .toString());
        carrier.phone().rtp().codec(io.ringflow.testkit.rtp.G711.PCMU);
        eachHearsTheOtherAndNotItself();
        caller.hangsUp();
        lab.until("the callee is hung up", LATE, callee::farEndHungUp);
    }

    /** Flow protocol 3.6 ringback; RFC 3960 §3.2. */
    @Test
    void aCarrierThatDescribesSoundAndSendsNoneLeavesTheRingToneToUs() {
        carrier.phone().rtp().mute(true);
        consult("ringback='true'", "");
        Callee callee = carrier.phone().isCalled();
        callee.speaksEarly(carrier.phone().offer().toString());
        lab.until("hears our tone", Duration.ofSeconds(6), () -> caller.hears(RING_BACK));
        carrier.phone().rtp().mute(false);
        lab.until("hears the carrier", LATE, () -> caller.hears(CALLEE));
        lab.advance(Duration.ofSeconds(1));
        assertThat(caller.hears(RING_BACK)).isFalse();
        carrier.answers(callee);
        eachHearsTheOtherAndNotItself();
        caller.hangsUp();
        lab.until("the callee is hung up", LATE, callee::farEndHungUp);
    }

    @Test
    void keysOfEitherSideArePressedForTheOther() {
        consult("", "");
        Callee callee = carrier.answers();
        eachHearsTheOtherAndNotItself();
        caller.presses("12#");
        lab.until(
                "the callee has the keys",
                SOON,
                () -> carrier.phone().rtp().keysHeard().equals("12#"));
        carrier.phone().presses("9");
        lab.until("the caller has the key", SOON, () -> caller.rtp().keysHeard().equals("9"));
        callee.bye();
        lab.isHungUp(caller);
    }
}

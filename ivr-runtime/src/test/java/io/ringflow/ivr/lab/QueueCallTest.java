package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentReadiness;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.WorkTime;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 4.3, 7.1 and D24 with sound: callers in a queue and agents at telephones. */
class QueueCallTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** For what is on its way by a real socket while the lab's time flies. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final int CALLER = 700;
    private static final int AGENT = 1_800;
    private static final int MUSIC = CallLab.PROMPTS.get("menu.wav");

    private static final WorkTime NEVER = new WorkTime(List.of(), List.of(), EnumSet.allOf(DayOfWeek.class));

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private CallCentre centre;
    private Phone caller;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of("caller-number", "4001234567"))
                .application("call-records", true));
        centre = lab.server().callCentres().of(lab.application());
        lab.app().handle(_ -> FlowReply.response("<CmdNone/>"));
        lab.app().on("gone", FlowReply.response("<CmdNone/>").body());
        lab.app()
                .on(
                        "rate",
                        FlowReply.response("<Play>thanks.wav</Play><Hangup/>").body());
        caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(CALLER));
        carrier.phone().rtp().speak(Tone.of(AGENT));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private void onDuty(String agentId, boolean nailedUp) {
        centre.agentOnWork(new AgentDuty(
                agentId,
                "138" + agentId,
                Map.of("0", AgentDuty.USUAL_LEVEL),
                true,
                Optional.empty(),
                Optional.empty(),
                nailedUp));
    }

    private void queues(String attributes) {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<EnterCCS " + attributes + "><Play loop='-1'>menu.wav</Play></EnterCCS>"
                                        + "<Play>goodbye.wav</Play><Hangup/>")
                                .body());
        caller.calls(lab.uri("4001234567"));
    }

    private void eachHearsTheOther() {
        lab.until("the caller hears the agent", SOON, () -> caller.hears(AGENT));
        lab.until("the agent hears the caller", SOON, () -> carrier.phone().hears(CALLER));
        lab.advance(Duration.ofMillis(300));
        assertThat(caller.hears(MUSIC)).as("music plays on").isFalse();
    }

    private void hears(Phone phone, String prompt) {
        lab.until("hears " + prompt, LATE, () -> phone.hears(CallLab.PROMPTS.get(prompt)));
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(asked -> asked.name().equals(name))
                .toList();
    }

    private List<String> states(String agentId) {
        return told("agentstate").stream()
                .filter(told -> told.param("agentid").equals(agentId))
                .map(told -> told.param("agentstate"))
                .toList();
    }

    private void statesAre(String agentId, String... states) {
        lab.until("states " + List.of(states), LATE, () -> states(agentId).equals(List.of(states)));
    }

    private FlowRequest request(String name) {
        lab.until(name, LATE, () -> !told(name).isEmpty());
        return told(name).getFirst();
    }

    /** Flow protocol 4.3 agenthangupurl, nesting; 7 agentstate, agenthangupurl. */
    @Test
    void aCallerHearsMusicUntilAnAgentComesThenTheAgentAndRatesItAfterwards() {
        queues("agenthangupurl='rate'");
        hears(caller, "menu.wav");
        onDuty("1001", false);
        Callee agent = carrier.phone().isCalled().rings();
        assertThat(agent.number()).isEqualTo("1381001");
        lab.advance(Duration.ofSeconds(2));
        assertThat(caller.hears(MUSIC)).as("music while the agent is called").isTrue();
        carrier.answers(agent);
        eachHearsTheOther();
        agent.bye();
        hears(caller, "thanks.wav");
        assertThat(request("rate").params()).containsOnlyKeys("appid", "callid", "agentid", "callduration");
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "3", "0");
        var locked = told("agentstate").get(1);
        assertThat(locked.params())
                .containsOnlyKeys("appid", "agentid", "agentstate", "callid", "time", "queuetype", "number");
        assertThat(locked.param("callid")).isEqualTo(request("stopservice").param("callid"));
        assertThat(locked.param("number")).isEqualTo("1001");
        assertThat(request("stopservice").params()).containsKeys("sstime", "setime", "seccallduration");
        var record = lab.server().callRecords().find(request("stopservice").param("callid"));
        assertThat(record.orElseThrow().centre()).hasValueSatisfying(centre -> {
            assertThat(centre.queue()).isEqualTo("0");
            assertThat(centre.agentId()).contains("1001");
            assertThat(centre.waited()).isGreaterThan(Duration.ofSeconds(1));
        });
        long waited = record.orElseThrow().centre().orElseThrow().waited().toSeconds();
        assertThat(request("cdr").params())
                .containsEntry("queuetype", "0")
                .containsEntry("agentid", "1001")
                .containsEntry("queuetime", Long.toString(waited));
    }

    /** Flow protocol 4.3 userhangupurl; 7 userhangupurl. */
    @Test
    void aCallerWhoHangsUpWhileTheAgentRingsEndsTheRingingAtOnceAndTheAgentIsReadyAgain() {
        onDuty("1001", false);
        queues("userhangupurl='gone'");
        Callee agent = carrier.phone().isCalled().rings();
        caller.hangsUp();
        lab.until("the call is taken back", LATE, agent::cancelled);
        assertThat(request("gone").params()).containsOnlyKeys("appid", "callid");
        request("stopservice");
        assertThat(lab.app().requests().indexOf(request("gone")))
                .isLessThan(lab.app().requests().indexOf(request("stopservice")));
        statesAre("1001", "1", "2", "1");
    }

    /** Flow protocol 1.3 operation: AgentReady in the answer to agentstate. */
    @Test
    void anAgentWhoIsBusyIsPassedOverUntilTheApplicationSaysThatItIsReady() {
        onDuty("1001", false);
        lab.app()
                .handle(request -> FlowReply.response(
                        request.name().equals("agentstate")
                                        && request.param("agentstate").equals("0")
                                ? "<AgentReady agentid='1001' state='true'/>"
                                : "<CmdNone/>"));
        queues("");
        carrier.phone().isCalled().refuses(486, "Busy Here");
        Callee again = carrier.answers();
        eachHearsTheOther();
        caller.hangsUp();
        lab.until("the agent is hung up", LATE, again::farEndHungUp);
        lab.until("states", LATE, () -> states("1001").size() >= 9);
        assertThat(states("1001").subList(0, 8)).containsExactly("1", "2", "4", "0", "1", "2", "3", "0");
    }

    /** Flow protocol D24. */
    @Test
    void anAgentWhoDoesNotAnswerForThirtySecondsIsGivenUpAndTheCallerGoesOn() {
        onDuty("1001", false);
        queues("timeout='10'");
        Callee agent = carrier.phone().isCalled().rings();
        lab.advance(Duration.ofSeconds(28));
        assertThat(agent.cancelled()).isFalse();
        lab.until("the call is taken back", LATE, agent::cancelled);
        hears(caller, "goodbye.wav");
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "4", "0");
    }

    @Test
    void anAgentWhoLosesItsNetworkEndsTheTalkAndTheCallerGoesOn() {
        onDuty("1001", false);
        queues("agenthangupurl='rate'");
        Callee agent = carrier.answers();
        eachHearsTheOther();
        carrier.phone().rtp().unplug();
        lab.until(
                "the caller hears thanks.wav",
                Duration.ofSeconds(90),
                () -> caller.hears(CallLab.PROMPTS.get("thanks.wav")));
        lab.until("the agent is hung up", LATE, agent::farEndHungUp);
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "3", "0");
    }

    /** Flow protocol 4.3 answerprompt. */
    @Test
    void theAgentAloneHearsThePromptThenBothTalk() {
        onDuty("1001", false);
        queues("answerprompt='sorry.wav'");
        Callee agent = carrier.answers();
        hears(carrier.phone(), "sorry.wav");
        assertThat(caller.hears(CallLab.PROMPTS.get("sorry.wav"))).isFalse();
        assertThat(caller.hears(MUSIC)).isFalse();
        eachHearsTheOther();
        agent.bye();
        lab.isHungUp(caller);
    }

    @Test
    void anAgentWhoHangsUpWithinItsPromptLeavesTheCallerInItsPlaceThoughTheQueueIsShutByNow() {
        onDuty("1001", false);
        queues("answerprompt='sorry.wav'");
        Callee agent = carrier.answers();
        hears(carrier.phone(), "sorry.wav");
        centre.modifyQueue("0", plan -> plan.open(NEVER, ""));
        agent.bye();
        hears(caller, "menu.wav");
        centre.agentReady(AgentReadiness.of("1001", true));
        Callee again = carrier.answers();
        eachHearsTheOther();
        again.bye();
        lab.isHungUp(caller);
    }

    /** Flow protocol 4.3 record. */
    @Test
    void theTalkIsRecorded() {
        onDuty("1001", false);
        queues("record='true'");
        Callee agent = carrier.answers();
        eachHearsTheOther();
        lab.advance(Duration.ofSeconds(1));
        agent.bye();
        lab.isHungUp(caller);
        assertThat(request("stopservice").params()).containsKeys("recordurl", "recordid");
    }

    /** Flow protocol 4.3 queuetype; 8.4 CreateQueue: offworkprompt. */
    @Test
    void outsideTheWorkingTimeThePromptIsHeardAndTheCallerIsHungUp() {
        centre.createQueue(QueuePlan.usual("7").open(NEVER, "sorry.wav"));
        queues("queuetype='7'");
        hears(caller, "sorry.wav");
        lab.isHungUp(caller);
    }

    /** Flow protocol 8.3 AgentServiceEnd. */
    @Test
    void anAgentsServiceIsEndedFromOutsideAndTheCallerGoesOnWhereThatSays() {
        onDuty("1001", false);
        queues("agenthangupurl='other'");
        Callee agent = carrier.answers();
        eachHearsTheOther();
        order(new CallOrder.ServiceEnd(Optional.of("1001"), Optional.of("rate")));
        hears(caller, "thanks.wav");
        lab.until("the agent is hung up", LATE, agent::farEndHungUp);
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "3", "0");
    }

    /** Flow protocol 8.3 Transfer. */
    @Test
    void aCallerIsTransferredToANumberAndHearsItsOwnPromptMeanwhile() {
        onDuty("1001", false);
        queues("");
        Callee agent = carrier.answers();
        eachHearsTheOther();
        order(new CallOrder.Transfer(Optional.empty(), Optional.of("13900000000"), Optional.empty()));
        Callee other = carrier.phone().isCalled().rings();
        assertThat(other.number()).isEqualTo("13900000000");
        lab.until("the agent is hung up", LATE, agent::farEndHungUp);
        hears(caller, "menu.wav");
        carrier.answers(other);
        eachHearsTheOther();
        other.bye();
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "3", "0");
    }

    /** Flow protocol 8.3 Transfer: an agent. */
    @Test
    void aCallerIsTransferredToAnotherAgent() {
        onDuty("1001", false);
        queues("");
        carrier.answers();
        eachHearsTheOther();
        onDuty("1002", false);
        order(new CallOrder.Transfer(Optional.of("1002"), Optional.empty(), Optional.empty()));
        Callee other = carrier.answers();
        assertThat(other.number()).isEqualTo("1381002");
        eachHearsTheOther();
        caller.hangsUp();
        lab.until("the agent is hung up", LATE, other::farEndHungUp);
        statesAre("1001", "1", "2", "3", "0");
        statesAre("1002", "1", "2", "3", "0");
    }

    /** Flow protocol 8.3 Transfer: of a call that is in no queue. */
    @Test
    void anyCallIsTransferred() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
        caller.calls(lab.uri("4001234567"));
        hears(caller, "menu.wav");
        order(new CallOrder.Transfer(Optional.empty(), Optional.of("13900000000"), Optional.empty()));
        Callee other = carrier.answers();
        eachHearsTheOther();
        other.bye();
        lab.isHungUp(caller);
    }

    /** Flow protocol D4: not out of a queue. */
    @Test
    void aCallerInAQueueIsNotFetchedByAnotherCall() {
        queues("");
        hears(caller, "menu.wav");
        var connect =
                "<Connect callid='" + request("startservice").param("callid") + "'/><Play>goodbye.wav</Play><Hangup/>";
        lab.app().on("startservice", FlowReply.response(connect).body());
        Phone other = lab.phone("1002");
        other.calls(lab.uri("4001234567"));
        hears(other, "goodbye.wav");
        lab.isHungUp(other);
        assertThat(caller.hears(MUSIC)).isTrue();
        caller.hangsUp();
    }

    /** Flow protocol 8.3 NoAnswerTransfer. */
    @Test
    void aCallerWhoseAgentDoesNotAnswerIsSentElsewhere() {
        onDuty("1001", false);
        queues("");
        Callee agent = carrier.phone().isCalled().rings();
        order(new CallOrder.NoAnswerTransfer("13900000000"));
        lab.until("the call is taken back", LATE, agent::cancelled);
        Callee other = carrier.answers();
        assertThat(other.number()).isEqualTo("13900000000");
        eachHearsTheOther();
        other.bye();
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "1");
    }

    private void order(CallOrder.Wish wish) {
        var callId = told("startservice").getFirst().param("callid");
        assertThat(lab.server().centreCalls().order(lab.application(), callId, wish))
                .isTrue();
    }

    @Test
    void anAgentThatIsMadeReadyAgainGetsTheNextCaller() {
        onDuty("1001", false);
        queues("");
        Callee first = carrier.answers();
        eachHearsTheOther();
        first.bye();
        lab.isHungUp(caller);
        statesAre("1001", "1", "2", "3", "0");
        centre.agentReady(AgentReadiness.of("1001", true));
        Phone second = lab.phone("1002");
        second.rtp().speak(Tone.of(CALLER));
        second.calls(lab.uri("4001234567"));
        Callee agent = carrier.answers();
        lab.until("the second hears the agent", SOON, () -> second.hears(AGENT));
        second.hangsUp();
        lab.until("the agent is hung up", LATE, agent::farEndHungUp);
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.call.CentreCalls.AgentOrder;
import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents and customers at telephones of their own: flow protocol 8.4 AgentMakeCall, lines that stay open, call backs. */
class AgentLinesCallTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final int AGENT = 1_800;
    private static final int CUSTOMER = 700;
    private static final int RING_BACK = 450;
    private static final int CALLER = 1_100;

    @TempDir
    Path dir;

    private Phone agentPhone;
    private Phone customerPhone;
    private CallLab lab;
    private CallCentre centre;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> {
            agentPhone = self.phone("agent");
            customerPhone = self.phone("customer");
            return base.with(
                    "trunks", List.of(trunk("agents", "2", agentPhone), trunk("customers", "1", customerPhone)));
        });
        centre = lab.server().callCentres().of(lab.application());
        agentPhone.rtp().speak(Tone.of(AGENT));
        customerPhone.rtp().speak(Tone.of(CUSTOMER));
        for (var name : List.of("agentstate", "up"))
            lab.app().on(name, FlowReply.response("<CmdNone/>").body());
        lab.app()
                .on(
                        "rate",
                        FlowReply.response("<Play>thanks.wav</Play><Hangup/>").body());
    }

    private static Map<String, Object> trunk(String name, String prefix, Phone phone) {
        return Map.of(
                "name",
                name,
                "peer",
                "127.0.0.1:" + phone.sip().address().getPort(),
                "prefixes",
                List.of(prefix),
                "caller-number",
                "4001234567");
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private void onDuty(boolean ready, boolean nailedUp) {
        centre.agentOnWork(
                new AgentDuty("1001", "2001", Map.of("0", 5), ready, Optional.empty(), Optional.empty(), nailedUp));
    }

    private String makes() {
        var order = new AgentOrder("1001", "13800138000", Optional.empty(), "up", "rate");
        return lab.server().centreCalls().makeCall(lab.application(), order).text();
    }

    private Callee answers(Phone phone) {
        return phone.isCalled().answers(phone.offer().toString());
    }

    private void eachHearsTheOther() {
        lab.until("the customer hears the agent", SOON, () -> customerPhone.hears(AGENT));
        lab.until("the agent hears the customer", SOON, () -> agentPhone.hears(CUSTOMER));
        assertThat(agentPhone.hears(RING_BACK)).isFalse();
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(asked -> asked.name().equals(name))
                .toList();
    }

    private FlowRequest request(String name) {
        lab.until(name, LATE, () -> !told(name).isEmpty());
        return told(name).getFirst();
    }

    private void statesAre(String... states) {
        lab.until("states " + List.of(states), LATE, () -> told("agentstate").stream()
                .map(told -> told.param("agentstate"))
                .toList()
                .equals(List.of(states)));
    }

    /** Flow protocol 8.4 AgentMakeCall; 7 answerurl, agenthangupurl. */
    @Test
    void theAgentIsCalledFirstHearsAToneThenTheCustomerWhoseFlowGoesOnBehindTheTalk() {
        onDuty(false, false);
        String callId = makes();
        Callee agent = agentPhone.isCalled().rings();
        lab.advance(Duration.ofSeconds(1));
        assertThat(customerPhone.sip().ladder().toString()).doesNotContain("INVITE");
        agent.answers(agentPhone.offer().toString());
        Callee customer = customerPhone.isCalled().rings();
        lab.until("the agent hears the tone", Duration.ofSeconds(6), () -> agentPhone.hears(RING_BACK));
        assertThat(told("up")).isEmpty();
        customer.answers(customerPhone.offer().toString());
        eachHearsTheOther();
        assertThat(request("up").params())
                .containsOnlyKeys("appid", "callid", "agentid")
                .containsEntry("callid", callId)
                .containsEntry("agentid", "1001");
        agent.bye();
        lab.hears(customerPhone, "thanks.wav");
        assertThat(request("rate").param("callid")).isEqualTo(callId);
        lab.until("the customer is hung up", LATE, customer::farEndHungUp);
        assertThat(request("stopservice").param("callid")).isEqualTo(callId);
        statesAre("0", "2", "3", "0");
    }

    @Test
    void anAgentWhoRefusesCallsNobody() {
        onDuty(true, false);
        String callId = makes();
        agentPhone.isCalled().refuses(486, "Busy Here");
        var stop = request("stopservice");
        assertThat(stop.param("callid")).isEqualTo(callId);
        assertThat(stop.param("errorcode")).isEqualTo("107603");
        assertThat(customerPhone.sip().ladder().toString()).doesNotContain("INVITE");
        statesAre("1", "2", "4", "0");
    }

    @Test
    void aCustomerWhoIsBusyEndsItForTheAgentToo() {
        onDuty(true, false);
        makes();
        Callee agent = answers(agentPhone);
        customerPhone.isCalled().refuses(486, "Busy Here");
        lab.until("the agent is hung up", LATE, agent::farEndHungUp);
        assertThat(request("stopservice").param("errorcode")).isEqualTo("107486");
        statesAre("1", "2", "3", "0");
    }

    @Test
    void anAgentWhoHangsUpWhileTheCustomerRingsTakesTheCallBack() {
        onDuty(true, false);
        makes();
        Callee agent = answers(agentPhone);
        Callee customer = customerPhone.isCalled().rings();
        agent.bye();
        lab.until("the call is taken back", LATE, customer::cancelled);
        request("stopservice");
        statesAre("1", "2", "3", "0");
    }

    @Test
    void anAgentInACallMakesNoOther() {
        onDuty(true, false);
        makes();
        assertThatThrownBy(this::makes).isInstanceOfSatisfying(QueueRefused.class, why -> assertThat(why.error())
                .isEqualTo(QueueError.IN_A_CALL));
        agentPhone.isCalled().refuses(603, "Decline");
        request("stopservice");
        assertThat(lab.server().activeCalls()).isZero();
    }

    /** Flow protocol 8.4 AgentOnWork: a line that stays open. */
    @Test
    void anAgentWhoseLineStaysOpenIsConnectedWithoutRingingAgainAndAgain() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<EnterCCS><Play loop='-1'>menu.wav</Play></EnterCCS><Hangup/>")
                                .body());
        onDuty(true, true);
        Callee agent = answers(agentPhone);
        for (int turn = 1; turn <= 2; turn++) {
            Phone caller = lab.phone("700" + turn);
            caller.rtp().speak(Tone.of(CUSTOMER));
            caller.calls(lab.uri("4001234567"));
            lab.until("the caller hears the agent", SOON, () -> caller.hears(AGENT));
            lab.until("the agent hears the caller", SOON, () -> agentPhone.hears(CUSTOMER));
            caller.hangsUp();
            lab.until("the agent is left alone", SOON, () -> !agentPhone.hears(CUSTOMER));
            assertThat(agent.farEndHungUp()).isFalse();
            lab.until(
                    "state 0",
                    LATE,
                    () -> centre.agent("1001").orElseThrow().state().number() == 0);
            centre.agentReady(io.ringflow.ivr.queue.AgentReadiness.of("1001", true));
        }
        centre.agentOffWork("1001", Optional.empty(), Set.of());
        lab.until("the line is closed", LATE, agent::farEndHungUp);
    }

    /** Flow protocol 8.3 Monitor; 8.4 AgentOnWork: a line that stays open. */
    @Test
    void anAgentWhoseLineStaysOpenIsCalledIntoATalkWithoutRingingAndStandsByAgain() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<ConsultationCall number='13800138000'/>")
                                .body());
        onDuty(false, true);
        Callee supervisor = answers(agentPhone);
        Phone caller = lab.phone("7001");
        caller.rtp().speak(Tone.of(CALLER));
        caller.calls(lab.uri("4001234567"));
        Callee customer = answers(customerPhone);
        lab.until("they talk", LATE, () -> caller.hears(CUSTOMER) && customerPhone.hears(CALLER));
        var callId = request("startservice").param("callid");
        for (int turn = 1; turn <= 2; turn++) {
            var wish = new TalkOperation.Monitor(callId, new Whom.Agent("1001"), Supervision.BARGE, "up");
            assertThat(lab.server().talks().run(lab.application(), wish)).isPresent();
            lab.until("it hears both", SOON, () -> agentPhone.hears(CUSTOMER) && agentPhone.hears(CALLER));
            lab.until("both hear it", SOON, () -> caller.hears(AGENT) && customerPhone.hears(AGENT));
            assertThat(agentPhone.sip().ladder().toString().split(" INVITE sip:", -1))
                    .as("no further call to it")
                    .hasSizeLessThanOrEqualTo(2);
            var stop = new TalkOperation.StopMonitor(callId, new Whom.Agent("1001"));
            assertThat(lab.server().talks().run(lab.application(), stop)).isPresent();
            lab.until("it is left alone", SOON, () -> !agentPhone.hears(CUSTOMER) && !caller.hears(AGENT));
            assertThat(supervisor.farEndHungUp()).isFalse();
        }
        statesAre("0", "2", "3", "0", "2", "3", "0");
        caller.hangsUp();
        lab.until("the customer is hung up", LATE, customer::farEndHungUp);
        centre.agentOffWork("1001", Optional.empty(), Set.of());
        lab.until("the line is closed", LATE, supervisor::farEndHungUp);
    }

    /** Flow protocol 4.3 queuetype: a caller keeps its place, and is called back when it is its turn. */
    @Test
    void aCallerWhoKeepsItsPlaceIsCalledBackAndTalksWithTheAgent() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response(
                                        "<EnterCCS callbackkey='1' agenthangupurl='rate'><Play loop='-1'>menu.wav</Play></EnterCCS>")
                                .body());
        Phone caller = lab.phone("13800138000");
        caller.calls(lab.uri("4001234567"));
        lab.until("hears music", LATE, () -> caller.hears(CallLab.PROMPTS.get("menu.wav")));
        caller.presses("1");
        lab.until("is hung up", LATE, () -> caller.call().farEndHungUp());
        assertThat(centre.queue("0").orElseThrow().callers()).singleElement().satisfies(held -> assertThat(held.held())
                .isTrue());

        onDuty(true, false);
        Callee back = customerPhone.isCalled().rings();
        assertThat(back.number()).isEqualTo("13800138000");
        back.answers(customerPhone.offer().toString());
        Callee agent = answers(agentPhone);
        eachHearsTheOther();
        agent.bye();
        lab.until("hears thanks.wav", LATE, () -> customerPhone.hears(CallLab.PROMPTS.get("thanks.wav")));
        lab.until("the customer is hung up", LATE, back::farEndHungUp);
        lab.until("both calls are told", LATE, () -> told("stopservice").size() == 2);
        assertThat(told("startservice")).as("the call back brings its flow").hasSize(1);
        statesAre("1", "2", "3", "0");
    }

    /** Flow protocol 8.3 Transfer: to an agent, of a call that is in no queue. */
    @Test
    void aCallOutsideOfTheCentreIsTransferredToAnAgentOrGoesOnWhenThereIsNone() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
        Phone caller = lab.phone("13800138000");
        caller.rtp().speak(Tone.of(CUSTOMER));
        caller.calls(lab.uri("4001234567"));
        lab.until("hears music", LATE, () -> caller.hears(CallLab.PROMPTS.get("menu.wav")));
        var callId = request("startservice").param("callid");
        var transfer = new CallOrder.Transfer(Optional.of("1001"), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> lab.server().centreCalls().order(lab.application(), callId, transfer))
                .isInstanceOfSatisfying(
                        QueueRefused.class, why -> assertThat(why.error()).isEqualTo(QueueError.NOT_ON_DUTY));
        lab.advance(Duration.ofSeconds(1));
        assertThat(caller.hears(CallLab.PROMPTS.get("menu.wav")))
                .as("its flow goes on")
                .isTrue();

        onDuty(true, false);
        assertThat(lab.server().centreCalls().order(lab.application(), callId, transfer))
                .isTrue();
        Callee agent = answers(agentPhone);
        lab.until("the caller hears the agent", LATE, () -> caller.hears(AGENT));
        caller.hangsUp();
        lab.until("the agent is hung up", LATE, agent::farEndHungUp);
        statesAre("1", "2", "3", "0");
    }
}

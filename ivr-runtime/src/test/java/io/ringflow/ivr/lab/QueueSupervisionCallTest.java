package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents are called into talks of a queue, and go through the states of any agent (flow protocol 7.1, 8.3), by sound. */
class QueueSupervisionCallTest {

    private static final String SERVES = "1001";
    private static final String KNOWS = "1002";
    private static final String WATCHES = "1009";

    @TempDir
    Path dir;

    private SupervisedTalk talk;

    @BeforeEach
    void start() {
        talk = new SupervisedTalk(dir);
        onDuty(SERVES, "138", true);
        onDuty(KNOWS, "139", false);
        onDuty(WATCHES, "150", false);
        talk.begins("<EnterCCS agenthangupurl='left' record='true'/>");
    }

    @AfterEach
    void nothingIsLeft() {
        talk.close();
    }

    private void onDuty(String agentId, String number, boolean ready) {
        var centre = talk.lab.server().callCentres().of(talk.lab.application());
        var queues = Map.of("0", AgentDuty.USUAL_LEVEL);
        centre.agentOnWork(new AgentDuty(agentId, number, queues, ready, Optional.empty(), Optional.empty(), false));
    }

    private void consults(String agentId) {
        talk.run(new TalkOperation.Consult(talk.callId(), new Whom.Agent(agentId), "consulted"));
    }

    private void statesAre(String agentId, String... states) {
        talk.lab.until(agentId + " is " + List.of(states), Talkers.LATE, () -> states(agentId)
                .equals(List.of(states)));
    }

    private List<String> states(String agentId) {
        return talk.talkers.requests("agentstate").stream()
                .filter(told -> told.param("agentid").equals(agentId))
                .map(told -> told.param("agentstate"))
                .toList();
    }

    /** Flow protocol 7 agentstate; 8.3 AgentConsult. */
    @Test
    void anAgentIsConsultedByItsIdAndIsFreeWhenThatIsOver() {
        consults(KNOWS);
        var expert = talk.answers(talk.expert);
        talk.hearsExactly(talk.agent, EXPERT);
        talk.hearsExactly(talk.caller, MUSIC);
        statesAre(KNOWS, "0", "2", "3");
        assertThat(talk.state().thirds().getFirst().agentId()).contains(KNOWS);
        expert.bye();
        talk.hearsExactly(talk.caller, AGENT);
        statesAre(KNOWS, "0", "2", "3", "0");
        statesAre(SERVES, "1", "2", "3");
        talk.caller.hangsUp();
        statesAre(SERVES, "1", "2", "3", "0");
    }

    /** Flow protocol 7 agentstate; 8.3 AgentConsult. */
    @Test
    void anAgentWhoDoesNotTakeTheConsultationHasRefused() {
        consults(KNOWS);
        talk.rings().refuses(486, "Busy Here");
        talk.hearsExactly(talk.caller, AGENT);
        assertThat(talk.results("consulted")).containsExactly("107486");
        statesAre(KNOWS, "0", "2", "4", "0");
        talk.caller.hangsUp();
    }

    /** Flow protocol 8.3 TripartiteTalk, AgentServiceEnd; 7 agentstate, agenthangupurl. */
    @Test
    void whenTheAgentEndsItsServiceItIsFreeAndTheCallerTalksOnWithWhomItConsulted() {
        consults(KNOWS);
        var expert = talk.answers(talk.expert);
        talk.hearsExactly(talk.agent, EXPERT);
        talk.threeWay();
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        talk.withoutGap(talk.caller, EXPERT, () -> talk.lab
                .server()
                .centreCalls()
                .order(
                        talk.lab.application(),
                        talk.callId(),
                        new CallOrder.ServiceEnd(Optional.of(SERVES), Optional.empty())));
        talk.isHungUp(talk.agentsCall());
        statesAre(SERVES, "1", "2", "3", "0");
        talk.hearsExactly(talk.caller, EXPERT);
        statesAre(KNOWS, "0", "2", "3");
        expert.bye();
        talk.lab.hears(talk.caller, "goodbye.wav");
        assertThat(talk.talkers.request("left").param("agentid")).isEqualTo(KNOWS);
        statesAre(KNOWS, "0", "2", "3", "0");
        talk.lab.isHungUp(talk.caller);
    }

    /** Flow protocol 8.3 Monitor; 7 agentstate. */
    @Test
    void aSupervisorIsCalledByItsIdAndEverybodyIsFreeWhenTheCallerHangsUp() {
        talk.run(new TalkOperation.Monitor(talk.callId(), new Whom.Agent(WATCHES), Supervision.COACH, "monitored"));
        var supervisor = talk.answers(talk.supervisor);
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        talk.hearsExactly(talk.caller, AGENT);
        statesAre(WATCHES, "0", "2", "3");
        talk.caller.hangsUp();
        talk.isHungUp(supervisor);
        statesAre(WATCHES, "0", "2", "3", "0");
        statesAre(SERVES, "1", "2", "3", "0");
    }

    @Test
    void anAgentWhoseTelephoneStillRingsWhenTheTalkEndsIsAsBefore() {
        consults(KNOWS);
        var expert = talk.rings().rings();
        statesAre(KNOWS, "0", "2");
        talk.caller.hangsUp();
        talk.lab.until("is cancelled", Talkers.LATE, expert::cancelled);
        statesAre(KNOWS, "0", "2", "0");
    }

    @Test
    void whoIsNotOnDutyOrInACallCanNotBeConsulted() {
        isRefused(QueueError.NOT_ON_DUTY, "7777");
        isRefused(QueueError.IN_A_CALL, SERVES);
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    private void isRefused(QueueError why, String agentId) {
        assertThatThrownBy(() -> consults(agentId))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(why));
    }
}

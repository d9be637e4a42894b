package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISOR;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISORS_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 8.3 Monitor: who hears a supervisor, and whom a supervisor hears, by sound. */
class SupervisionCallTest {

    @TempDir
    Path dir;

    private SupervisedTalk talk;

    @BeforeEach
    void start() {
        talk = new SupervisedTalk(dir);
    }

    @AfterEach
    void nothingIsLeft() {
        talk.close();
    }

    private Callee supervisorIsIn(Supervision how) {
        talk.begins().monitor(how);
        return talk.answers(talk.supervisor);
    }

    @Test
    void oneWhoListensHearsBothAndIsHeardByNobody() {
        var supervisor = supervisorIsIn(Supervision.LISTEN);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        assertThat(talk.results("monitored")).containsExactly("0");
        talk.caller.hangsUp();
        talk.isHungUp(supervisor);
    }

    @Test
    void oneWhoCoachesIsHeardByTheAgentAlone() {
        supervisorIsIn(Supervision.COACH);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void oneWhoBargesInIsHeardByBoth() {
        supervisorIsIn(Supervision.BARGE);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        talk.hearsExactly(talk.caller, AGENT, SUPERVISOR);
        talk.caller.hangsUp();
    }

    @Test
    void whatASupervisorDoesCanBeChangedAndNobodyElseHearsAGap() {
        talk.begins();
        talk.withoutGap(talk.caller, AGENT, () -> {
            talk.monitor(Supervision.LISTEN);
            talk.answers(talk.supervisor);
        });
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        talk.withoutGap(talk.agent, CALLER, () -> talk.monitor(Supervision.COACH));
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        talk.withoutGap(talk.caller, AGENT, () -> talk.monitor(Supervision.BARGE));
        talk.hearsExactly(talk.caller, AGENT, SUPERVISOR);
        talk.withoutGap(talk.supervisor, CALLER, () -> talk.monitor(Supervision.LISTEN));
        talk.hearsExactly(talk.agent, CALLER);
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void whoAsksForAChangeIsToldThatItIsDone() {
        supervisorIsIn(Supervision.LISTEN);
        assertThat(talk.results("monitored")).containsExactly("0");
        talk.monitor(Supervision.COACH);
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        assertThat(talk.results("monitored")).containsExactly("0", "0");
        assertThat(talk.talkers.requests("monitored").getLast().param("number")).isEqualTo("150");
        talk.caller.hangsUp();
    }

    @Test
    void whenASupervisorHangsUpTheOthersTalkOn() {
        var supervisor = supervisorIsIn(Supervision.BARGE);
        talk.hearsExactly(talk.caller, AGENT, SUPERVISOR);
        talk.withoutGap(talk.caller, AGENT, supervisor::bye);
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        assertThat(talk.state().thirds()).isEmpty();
        talk.caller.hangsUp();
    }

    @Test
    void aSupervisorCanBeSentAway() {
        var supervisor = supervisorIsIn(Supervision.LISTEN);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        talk.withoutGap(
                talk.agent, CALLER, () -> talk.run(new TalkOperation.StopMonitor(talk.callId(), SUPERVISORS_NUMBER)));
        talk.isHungUp(supervisor);
        assertThatThrownBy(() -> talk.run(new TalkOperation.StopMonitor(talk.callId(), SUPERVISORS_NUMBER)))
                .isInstanceOfSatisfying(
                        TalkRefused.class, why -> assertThat(why.error()).isEqualTo(TalkError.NO_SUCH_PARTY));
        talk.caller.hangsUp();
    }

    @Test
    void oneWhoDoesNotTakeTheCallIsToldAndTheTalkGoesOn() {
        talk.begins().monitor(Supervision.LISTEN);
        talk.rings().refuses(486, "Busy Here");
        assertThat(talk.results("monitored")).containsExactly("107486");
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void oneWhoseTelephoneStillRingsWhenTheTalkEndsIsCalledNoMore() {
        talk.begins().monitor(Supervision.LISTEN);
        var supervisor = talk.rings().rings();
        talk.lab.advance(Duration.ofSeconds(1));
        talk.agentsCall().bye();
        talk.lab.until("is cancelled", Talkers.LATE, supervisor::cancelled);
        assertThat(talk.results("monitored")).containsExactly("107487");
        talk.lab.isHungUp(talk.caller);
    }

    @Test
    void whenTheAgentHangsUpASupervisorIsHungUpAndTheCallersFlowGoesOn() {
        var supervisor = supervisorIsIn(Supervision.BARGE);
        talk.hearsExactly(talk.caller, AGENT, SUPERVISOR);
        talk.agentsCall().bye();
        talk.isHungUp(supervisor);
        talk.lab.hears(talk.caller, "goodbye.wav");
        assertThat(talk.talkers.request("left").param("reason")).isEqualTo("0");
        talk.lab.isHungUp(talk.caller);
    }

    @Test
    void whenTheServerStopsAllAreHungUp() {
        var supervisor = supervisorIsIn(Supervision.LISTEN);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        talk.lab.server().endCalls();
        talk.isHungUp(supervisor);
        talk.isHungUp(talk.agentsCall());
        talk.lab.isHungUp(talk.caller);
    }

    @Test
    void aCallThatTalksWithNobodyCanNotBeSupervised() {
        talk.talkers.answers("startservice", "<Play loop='-1'>menu.wav</Play>").calls();
        talk.lab.hears(talk.caller, "menu.wav");
        assertThatThrownBy(() -> talk.monitor(Supervision.LISTEN))
                .isInstanceOfSatisfying(
                        TalkRefused.class, why -> assertThat(why.error()).isEqualTo(TalkError.NOT_TALKING));
        talk.caller.hangsUp();
    }

    @Test
    void theTalkOfTwoCallsOfTheApplicationIsThatOfEither() {
        talk.talkers.answers("startservice", "<Play loop='-1'>menu.wav</Play>").calls();
        talk.lab.hears(talk.caller, "menu.wav");
        talk.talkers.answers("startservice", "<Connect callid='" + talk.callId() + "'/>");
        var second = talk.lab.phone("1002");
        second.rtp().speak(Tone.of(EXPERT));
        second.calls(talk.lab.uri(Talkers.NUMBER));
        talk.hearsExactly(talk.caller, EXPERT);
        talk.monitor(Supervision.BARGE);
        var supervisor = talk.answers(talk.supervisor);
        talk.hearsExactly(talk.supervisor, CALLER, EXPERT);
        talk.hearsExactly(talk.caller, EXPERT, SUPERVISOR);
        second.hangsUp();
        talk.isHungUp(supervisor);
        talk.lab.isHungUp(talk.caller);
    }

    @Test
    void whoConsultsWithAFlowOfItsOwnIsSupervisedToo() {
        talk.talkers
                .answers("desk", "<ConsultationBridge/>")
                .answers("startservice", "<ConsultationCall number='138' action='desk'/>")
                .calls();
        talk.talkers.carrier.answers();
        talk.talkers.eachHearsTheOtherAndNotItself();
        var party = talk.talkers.request("desk").param("callid");
        talk.run(new TalkOperation.Monitor(party, SUPERVISORS_NUMBER, Supervision.COACH, "monitored"));
        talk.answers(talk.supervisor);
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void aCallThatIsNotThereCanNotBeSupervised() {
        var operation = new TalkOperation.Query("26010517000000000000000000000001");
        assertThat(talk.lab.server().talks().run(talk.lab.application(), operation))
                .isEmpty();
    }
}

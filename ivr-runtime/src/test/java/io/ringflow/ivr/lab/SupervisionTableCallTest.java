package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static io.ringflow.ivr.lab.SupervisedTalk.SECOND;
import static io.ringflow.ivr.lab.SupervisedTalk.SECONDS_NUMBER;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISOR;

import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.testkit.call.Phone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Flow protocol 8.3 Monitor, AgentConsult, TripartiteTalk: the table "who hears whom" of docs/supervision.md, row by row
 * and by sound, in a talk with a called party and in one with an agent of a queue.
 */
class SupervisionTableCallTest {

    private static final String CONSULTED = "<ConsultationCall number='138' hangupurl='left'/>";
    private static final String QUEUE = "<EnterCCS agenthangupurl='left'/>";

    @TempDir
    Path dir;

    private SupervisedTalk talk;
    private Supervision how = Supervision.LISTEN;

    @BeforeEach
    void start() {
        talk = new SupervisedTalk(dir);
    }

    @AfterEach
    void nothingIsLeft() {
        talk.caller.hangsUp();
        talk.close();
    }

    private void begins(String where) {
        var centre = talk.lab.server().callCentres().of(talk.lab.application());
        var queues = Map.of("0", AgentDuty.USUAL_LEVEL);
        centre.agentOnWork(new AgentDuty("1001", "138", queues, true, Optional.empty(), Optional.empty(), false));
        talk.begins(where.equals("queue") ? QUEUE : CONSULTED);
    }

    private void hears(Phone phone, List<Integer> others, boolean supervisor) {
        var all = new ArrayList<>(others);
        if (supervisor) all.add(all.contains(MUSIC) ? 0 : all.size(), SUPERVISOR);
        talk.hearsExactly(phone, all.toArray(Integer[]::new));
    }

    private void callerHears(Integer... others) {
        hears(talk.caller, List.of(others), how == Supervision.BARGE);
    }

    private void callerIsApart() {
        hears(talk.caller, List.of(MUSIC), false);
    }

    private void agentHears(Integer... others) {
        hears(talk.agent, List.of(others), how != Supervision.LISTEN);
    }

    private void consultedHears(Integer... others) {
        hears(talk.expert, List.of(others), how == Supervision.BARGE);
    }

    private void supervisorHears(Integer... others) {
        hears(talk.supervisor, List.of(others), false);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "called, LISTEN",
        "called, COACH",
        "called, BARGE",
        "queue, LISTEN",
        "queue, COACH",
        "queue, BARGE",
    })
    void whateverATalkComesToEachHearsWhomTheTableSays(String where, Supervision mode) {
        how = mode;
        begins(where);
        talk.monitor(how);
        talk.answers(talk.supervisor);
        supervisorHears(CALLER, AGENT);
        callerHears(AGENT);
        agentHears(CALLER);

        talk.consult();
        talk.answers(talk.expert);
        agentHears(EXPERT);
        consultedHears(AGENT);
        callerIsApart();
        supervisorHears(AGENT, EXPERT);

        talk.threeWay();
        callerHears(AGENT, EXPERT);
        agentHears(CALLER, EXPERT);
        consultedHears(CALLER, AGENT);
        supervisorHears(CALLER, AGENT, EXPERT);

        talk.run(new TalkOperation.StopConsult(talk.callId(), ""));
        callerHears(AGENT);
        talk.hold(true);
        callerIsApart();
        agentHears();
        supervisorHears(AGENT);
        talk.hold(false);
        callerHears(AGENT);
        agentHears(CALLER);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "called, LISTEN",
        "called, COACH",
        "called, BARGE",
        "queue, BARGE",
    })
    void whoeverSupervisesHearsACoach(String where, Supervision second) {
        begins(where);
        talk.monitor(Supervision.COACH);
        talk.answers(talk.supervisor);
        talk.monitor(SECONDS_NUMBER, second);
        talk.answers(talk.second);
        talk.hearsExactly(talk.second, CALLER, AGENT, SUPERVISOR);
        secondIsHeard(talk.supervisor, second != Supervision.LISTEN, CALLER, AGENT);
        secondIsHeard(talk.agent, second != Supervision.LISTEN, CALLER, SUPERVISOR);
        secondIsHeard(talk.caller, second == Supervision.BARGE, AGENT);
    }

    private void secondIsHeard(Phone phone, boolean heard, Integer... others) {
        var all = new ArrayList<>(List.of(others));
        if (heard) all.add(SECOND);
        talk.hearsExactly(phone, all.toArray(Integer[]::new));
    }
}

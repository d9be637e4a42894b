package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose line stays open is brought into a talk without ringing, and goes back to its line (flow protocol 8.3, 8.4 AgentOnWork). */
class SupervisionLineCallTest {

    private static final Whom KNOWS = new Whom.Agent("1002");

    @TempDir
    Path dir;

    private SupervisedTalk talk;
    private CallCentre centre;
    private Callee line;

    @BeforeEach
    void start() {
        talk = new SupervisedTalk(dir);
        centre = talk.lab.server().callCentres().of(talk.lab.application());
        var queues = Map.of("0", AgentDuty.USUAL_LEVEL);
        centre.agentOnWork(new AgentDuty("1002", "139", queues, false, Optional.empty(), Optional.empty(), true));
        line = talk.answers(talk.expert);
        talk.begins();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(line.farEndHungUp()).as("the line is still open").isFalse();
        centre.agentOffWork("1002", Optional.empty(), Set.of());
        talk.isHungUp(line);
        talk.close();
    }

    private void isPreparing() {
        talk.lab.until(
                "state 0",
                Talkers.LATE,
                () -> centre.agent("1002").orElseThrow().state().number() == 0);
    }

    /** Flow protocol 8.3 AgentConsult, TripartiteTalk. */
    @Test
    void itIsConsultedAgainAndAgainAndInATalkOfThree() {
        for (int turn = 0; turn < 2; turn++) {
            talk.run(new TalkOperation.Consult(talk.callId(), KNOWS, "consulted"));
            talk.hearsExactly(talk.agent, EXPERT);
            talk.hearsExactly(talk.expert, AGENT);
            talk.hearsExactly(talk.caller, MUSIC);
            talk.threeWay();
            talk.hearsExactly(talk.caller, AGENT, EXPERT);
            talk.run(new TalkOperation.StopConsult(talk.callId(), ""));
            talk.hearsExactly(talk.caller, AGENT);
            talk.hearsExactly(talk.agent, CALLER);
            talk.hearsExactly(talk.expert);
            isPreparing();
        }
        assertThat(talk.results("consulted")).containsExactly("0", "0");
        talk.caller.hangsUp();
    }

    /** Flow protocol 8.3 Monitor. */
    @Test
    void itSupervises() {
        talk.run(new TalkOperation.Monitor(talk.callId(), KNOWS, Supervision.COACH, "monitored"));
        talk.hearsExactly(talk.agent, CALLER, EXPERT);
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.expert, CALLER, AGENT);
        talk.caller.hangsUp();
        talk.hearsExactly(talk.expert);
        isPreparing();
    }

    /** Flow protocol 8.3 TripartiteTalk: who has taken the caller over goes back to its line as well. */
    @Test
    void itTalksOnWithTheCallerWhenTheAgentHasGone() {
        talk.run(new TalkOperation.Consult(talk.callId(), KNOWS, ""));
        talk.hearsExactly(talk.agent, EXPERT);
        talk.threeWay();
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        talk.agentsCall().bye();
        talk.hearsExactly(talk.caller, EXPERT);
        talk.hearsExactly(talk.expert, CALLER);
        talk.caller.hangsUp();
        talk.hearsExactly(talk.expert);
        isPreparing();
    }
}

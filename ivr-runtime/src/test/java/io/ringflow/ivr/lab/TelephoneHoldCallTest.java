package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.AgentDuty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two who talk holds the other by its own telephone (RFC 3264 §8.4): by sound. */
class TelephoneHoldCallTest {

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

    @Test
    void whoIsHeldHearsMusicUntilTheTalkGoesOn() {
        talk.begins();
        talk.agentsCall().directs("inactive");
        talk.hearsExactly(talk.caller, MUSIC);
        talk.agentsCall().directs("sendrecv");
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        talk.caller.hangsUp();
    }

    @Test
    void anAgentOfAQueueWhoHoldsLeavesTheCallerToTheMusic() {
        var centre = talk.lab.server().callCentres().of(talk.lab.application());
        centre.agentOnWork(
                new AgentDuty("1001", "138", Map.of("0", 5), true, Optional.empty(), Optional.empty(), false));
        talk.begins("<EnterCCS/>");
        talk.agentsCall().directs("inactive");
        talk.hearsExactly(talk.caller, MUSIC);
        talk.agentsCall().directs("sendrecv");
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void aTelephoneThatHoldsAndSendsNothingHasOursPlayedAfterAWhile() {
        talk.begins();
        talk.agent.rtp().mute(true);
        talk.agentsCall().directs("sendonly");
        talk.lab.advance(Duration.ofMillis(1_000));
        assertThat(talk.caller.hears(MUSIC)).isFalse();
        talk.hearsExactly(talk.caller, MUSIC);
        talk.caller.hangsUp();
    }

    @Test
    void aTelephoneThatHoldsAndSendsMusicOfItsOwnIsHeard() {
        talk.begins();
        talk.agentsCall().directs("sendonly");
        talk.lab.advance(Duration.ofSeconds(5));
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void aCallerWhoHoldsIsHeardByNobodyAndTheAgentHearsMusic() {
        talk.begins();
        talk.caller.call().reInvite(talk.caller.offer().direction("inactive").toString());
        talk.hearsExactly(talk.agent, MUSIC);
        talk.caller.hangsUp();
    }

    @Test
    void whileAllThreeTalkNobodyHearsMusicForOneWhoHolds() {
        talk.begins().consult();
        talk.answers(talk.expert);
        talk.hearsExactly(talk.agent, EXPERT);
        talk.threeWay();
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        talk.agentsCall().directs("inactive");
        talk.hearsExactly(talk.caller, EXPERT);
        talk.caller.hangsUp();
    }
}

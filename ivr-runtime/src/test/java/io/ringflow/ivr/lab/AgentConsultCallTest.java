package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 8.3 AgentConsult, TripartiteTalk: an agent asks somebody while the caller waits, by sound. */
class AgentConsultCallTest {

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

    private Callee agentAndExpertTalk() {
        talk.begins().consult();
        var expert = talk.answers(talk.expert);
        talk.hearsExactly(talk.agent, EXPERT);
        return expert;
    }

    private Callee allThreeTalk() {
        var expert = agentAndExpertTalk();
        talk.withoutGap(talk.agent, EXPERT, talk::threeWay);
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        return expert;
    }

    private void isRefused(TalkError why, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(TalkRefused.class, refused -> assertThat(refused.error())
                .isEqualTo(why));
    }

    @Test
    void theCallerHearsMusicAndNothingOfTheConsultation() {
        var expert = agentAndExpertTalk();
        talk.hearsExactly(talk.caller, MUSIC);
        talk.hearsExactly(talk.expert, AGENT);
        talk.hearsExactly(talk.agent, EXPERT);
        assertThat(talk.results("consulted")).containsExactly("0");
        assertThat(talk.state().held()).isTrue();
        talk.caller.hangsUp();
        talk.isHungUp(expert);
    }

    @Test
    void whileTheTelephoneRingsTheAgentHearsThatAndTheCallerMusic() {
        talk.begins().consult();
        talk.rings().rings();
        talk.lab.until("the agent hears it ring", Talkers.LATE, () -> talk.agent.hears(450));
        talk.hearsExactly(talk.caller, MUSIC);
        assertThat(talk.caller.hears(450)).isFalse();
        talk.caller.hangsUp();
    }

    @Test
    void whenTheConsultedOneHangsUpTheTwoHearEachOtherAgain() {
        agentAndExpertTalk().bye();
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        talk.caller.hangsUp();
    }

    @Test
    void whenTheConsultationIsEndedTheTwoHearEachOtherAgain() {
        var expert = agentAndExpertTalk();
        talk.run(new TalkOperation.StopConsult(talk.callId(), "back"));
        talk.isHungUp(expert);
        talk.hearsExactly(talk.caller, AGENT);
        assertThat(talk.results("back")).containsExactly("0");
        isRefused(TalkError.NOBODY_CONSULTED, () -> talk.run(new TalkOperation.StopConsult(talk.callId(), "back")));
        talk.caller.hangsUp();
    }

    @Test
    void whenNobodyTakesTheCallTheTwoHearEachOtherAgain() {
        talk.begins().consult();
        talk.hearsExactly(talk.caller, MUSIC);
        talk.rings().refuses(480, "Temporarily Unavailable");
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        assertThat(talk.results("consulted")).containsExactly("107480");
        talk.caller.hangsUp();
    }

    @Test
    void onlyOneIsConsultedAtATimeAndJoinedOnlyOnceItHasAnswered() {
        isRefused(TalkError.NOBODY_CONSULTED, () -> talk.begins().threeWay());
        talk.consult();
        isRefused(TalkError.CONSULTS, talk::consult);
        var expert = talk.rings().rings();
        isRefused(TalkError.NOBODY_CONSULTED, talk::threeWay);
        talk.caller.hangsUp();
        talk.lab.until("is cancelled", Talkers.LATE, expert::cancelled);
    }

    @Test
    void eachOfThreeHearsTheTwoOthers() {
        allThreeTalk();
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        talk.hearsExactly(talk.agent, CALLER, EXPERT);
        talk.hearsExactly(talk.expert, CALLER, AGENT);
        assertThat(talk.results("joined")).containsExactly("0");
        talk.caller.hangsUp();
    }

    @Test
    void whenTheConsultedOneLeavesCallerAndAgentTalkOn() {
        var expert = allThreeTalk();
        talk.withoutGap(talk.caller, AGENT, expert::bye);
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        talk.caller.hangsUp();
    }

    @Test
    void whenTheConsultedOneIsSentAwayCallerAndAgentTalkOn() {
        var expert = allThreeTalk();
        talk.withoutGap(talk.agent, CALLER, () -> talk.run(new TalkOperation.StopConsult(talk.callId(), "back")));
        talk.isHungUp(expert);
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void whenTheAgentLeavesTheCallerTalksOnWithTheConsultedOneAndThatEndsAsTheTalkWould() {
        var expert = allThreeTalk();
        talk.withoutGap(talk.caller, EXPERT, talk.agentsCall()::bye);
        talk.hearsExactly(talk.caller, EXPERT);
        talk.hearsExactly(talk.expert, CALLER);
        talk.lab.advance(Duration.ofSeconds(2));
        assertThat(talk.talkers.requests("left")).isEmpty();
        expert.bye();
        talk.lab.hears(talk.caller, "goodbye.wav");
        assertThat(talk.talkers.request("left").param("reason")).isEqualTo("0");
        talk.lab.isHungUp(talk.caller);
    }

    @Test
    void whoeverTalksOnCanBeCoachedAndConsultAsTheAgentCould() {
        allThreeTalk();
        talk.agentsCall().bye();
        talk.hearsExactly(talk.caller, EXPERT);
        talk.monitor(Supervision.COACH);
        talk.answers(talk.supervisor);
        talk.hearsExactly(talk.expert, CALLER, SUPERVISOR);
        talk.hearsExactly(talk.caller, EXPERT);
        talk.run(new TalkOperation.Consult(talk.callId(), new TalkOperation.Whom.Number("138"), "again"));
        talk.answers(talk.agent);
        talk.hearsExactly(talk.caller, MUSIC);
        talk.hearsExactly(talk.agent, EXPERT);
        talk.caller.hangsUp();
    }

    @Test
    void whenTheAgentHangsUpWhileItConsultsTheTalkIsOver() {
        var expert = agentAndExpertTalk();
        talk.agentsCall().bye();
        talk.isHungUp(expert);
        talk.lab.hears(talk.caller, "goodbye.wav");
        talk.lab.until("the music is over", Talkers.SOON, () -> !talk.caller.hears(MUSIC));
        talk.lab.isHungUp(talk.caller);
    }

    @Test
    void whenTheCallerHangsUpEverybodyIsHungUp() {
        var expert = allThreeTalk();
        talk.monitor(Supervision.LISTEN);
        var supervisor = talk.answers(talk.supervisor);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT, EXPERT);
        talk.caller.hangsUp();
        talk.isHungUp(expert);
        talk.isHungUp(supervisor);
        talk.isHungUp(talk.agentsCall());
    }

    @Test
    void whenBothHangUpAtOnceNothingIsLeft() {
        var expert = allThreeTalk();
        talk.agentsCall().sendBye();
        expert.sendBye();
        talk.caller.hangsUp();
    }

    @Test
    void aHeldCallerHearsMusicAndIsNotHeard() {
        talk.begins().hold(true);
        talk.hearsExactly(talk.caller, MUSIC);
        talk.hearsExactly(talk.agent);
        assertThat(talk.hold(false).held()).isFalse();
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        assertThat(talk.results("held")).contains("0");
        talk.caller.hangsUp();
    }

    @Test
    void keysOfTheAgentAreForWhomItConsultsAndThoseOfTheCallerForNobody() {
        agentAndExpertTalk();
        talk.agent.presses("7");
        talk.caller.presses("3");
        talk.lab.until(
                "the consulted one has the key",
                Talkers.LATE,
                () -> talk.expert.rtp().keysHeard().equals("7"));
        talk.lab.advance(Duration.ofSeconds(1));
        assertThat(talk.caller.rtp().keysHeard()).isEmpty();
        assertThat(talk.agent.rtp().keysHeard()).isEmpty();
        talk.caller.hangsUp();
    }
}

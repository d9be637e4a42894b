package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.queue.AgentTerms;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What applications want of a call that waits in a queue or talks with an agent (flow-protocol 8.3), and 8.4 AgentMakeCall. */
class CentreOrderTest {

    private final FakeControl call = new FakeControl();
    private final List<CallOrder> orders = new ArrayList<>();

    private Outcome queues(String attributes) {
        return Documents.command("<EnterCCS " + attributes + "><Play loop='-1'>music.wav</Play></EnterCCS>")
                .run(call);
    }

    private void talks() {
        call.happens(() -> call.centre.offers("1001"));
        agentIs("1001", Party.State.TALKING);
    }

    private void agentIs(String agentId, Party.State state) {
        call.happens(() -> call.centre.agent(agentId).state = state);
    }

    private void numberIs(String number, Party.State state) {
        call.happens(() -> call.centre.line(number).state = state);
    }

    private void ordered(CallOrder.Wish wish) {
        call.happens(() -> orders.add(call.centre.orders(wish)));
    }

    private void isRefused(QueueError error) {
        assertThatThrownBy(() -> orders.getFirst().await())
                .isInstanceOfSatisfying(
                        QueueRefused.class, why -> assertThat(why.error()).isEqualTo(error));
    }

    private static CallOrder.Transfer toNumber(String number) {
        return new CallOrder.Transfer(Optional.empty(), Optional.of(number), Optional.empty());
    }

    private static CallOrder.Transfer toAgent(String agentId) {
        return new CallOrder.Transfer(Optional.of(agentId), Optional.of("999"), Optional.empty());
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 8.3 AgentServiceEnd. */
    @Test
    void theAgentsServiceEndsAndTheFlowGoesOnWhereTheOrderSays() {
        talks();
        ordered(new CallOrder.ServiceEnd(Optional.of("1001"), Optional.of("rate")));
        assertThat(queues("agenthangupurl='other'")).isInstanceOfSatisfying(Outcome.Callback.class, asked -> {
            assertThat(asked.url()).isEqualTo("rate");
            assertThat(asked.parameters()).containsEntry("agentid", "1001");
        });
        orders.getFirst().await();
        assertThat(call.did).containsSubsequence("connect 1381001", "hang up 1381001", "1001 is free");
    }

    /** Flow protocol 8.3 AgentServiceEnd: action empty, then both. */
    @Test
    void withoutAnActionTheCommandsUrlIsAskedAndWithoutBothTheCallerIsHungUp() {
        talks();
        ordered(new CallOrder.ServiceEnd(Optional.empty(), Optional.empty()));
        assertThat(queues("agenthangupurl='other'"))
                .isInstanceOfSatisfying(
                        Outcome.Callback.class, asked -> assertThat(asked.url()).isEqualTo("other"));
    }

    @Test
    void withoutAnyUrlTheCallerIsHungUp() {
        talks();
        ordered(new CallOrder.ServiceEnd(Optional.empty(), Optional.empty()));
        assertThat(queues("")).isEqualTo(Outcome.end(Ending.HANG_UP));
    }

    @Test
    void theServiceOfAnAgentWhoDoesNotTalkDoesNotEnd() {
        talks();
        ordered(new CallOrder.ServiceEnd(Optional.of("1002"), Optional.of("rate")));
        agentIs("1001", Party.State.OVER);
        queues("");
        isRefused(QueueError.NOT_WITH_AGENT);
    }

    @Test
    void whoWaitsTalksWithNoAgent() {
        ordered(new CallOrder.ServiceEnd(Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> queues("")).isInstanceOf(CallEnded.class);
        isRefused(QueueError.NOT_WITH_AGENT);
    }

    /** Flow protocol 8.3 Transfer: to a number, from a talk. */
    @Test
    void aTransferFreesTheAgentAndTheCallerHearsMusicUntilTheOtherAnswers() {
        talks();
        ordered(toNumber("139"));
        numberIs("139", Party.State.TALKING);
        numberIs("139", Party.State.OVER);
        assertThat(queues("")).isEqualTo(Outcome.end(Ending.HANG_UP));
        orders.getFirst().await();
        assertThat(call.did)
                .containsSubsequence(
                        "hang up 1381001",
                        "1001 is free",
                        "call 139",
                        "play music.wav x-1",
                        "stop music.wav",
                        "connect 139",
                        "hang up 139");
    }

    /** Flow protocol 8.3 Transfer: the nested prompt. */
    @Test
    void theNestedPromptIsHeardInPlaceOfTheMusicOfTheQueue() {
        talks();
        ordered(new CallOrder.Transfer(Optional.empty(), Optional.of("139"), Optional.of((Play)
                Documents.command("<Play loop='2'>wait.wav</Play>"))));
        numberIs("139", Party.State.OVER);
        assertThat(queues("")).isEqualTo(Outcome.next());
        assertThat(call.did).containsSubsequence("call 139", "play wait.wav x2", "hang up 139", "stop wait.wav");
    }

    /** Flow protocol 8.3 Transfer: agentid wins. */
    @Test
    void anAgentIsClaimedAndGreetedAsAnyOther() {
        talks();
        ordered(toAgent("1002"));
        agentIs("1002", Party.State.TALKING);
        call.happens(() -> call.centre.agent("1002").saying = false);
        agentIs("1002", Party.State.OVER);
        queues("answerprompt='customer.wav' agenthangupurl='rate'");
        assertThat(call.did)
                .containsSubsequence("claim 1002", "1001 is free", "ring 1002 for 30 s", "1002 answered")
                .anyMatch(step -> step.startsWith("say to 1381002"))
                .doesNotContain("call 999");
    }

    @Test
    void anAgentWhoCanNotBeHadLeavesTheTalkAsItIs() {
        talks();
        call.centre.claimRefusal = new QueueRefused(QueueError.IN_A_CALL);
        ordered(toAgent("1002"));
        call.keys("5");
        agentIs("1001", Party.State.OVER);
        queues("");
        isRefused(QueueError.IN_A_CALL);
        assertThat(call.did).containsSubsequence("connect 1381001", "press 5", "hang up 1381001");
    }

    @Test
    void whoTransfersToSomebodyWhoDoesNotAnswerMakesTheFlowGoOn() {
        talks();
        ordered(toAgent("1002"));
        call.happens(() -> {
            call.centre.agent("1002").code = "107480";
            call.centre.agent("1002").state = Party.State.OVER;
        });
        assertThat(queues("agenthangupurl='rate'")).isEqualTo(Outcome.next());
        assertThat(call.did).contains("1002 NO_ANSWER");
    }

    @Test
    void aCallerWhoWaitsIsTransferredOutOfTheQueue() {
        call.happens(() -> call.centre.offers("1001"));
        ordered(toNumber("139"));
        numberIs("139", Party.State.TALKING);
        numberIs("139", Party.State.OVER);
        queues("");
        assertThat(call.did).containsSubsequence("leave ELSEWHERE", "hang up 1381001", "call 139", "connect 139");
    }

    /** Flow protocol 8.3 NoAnswerTransfer. */
    @Test
    void whileTheAgentHasNotAnsweredTheCallerIsSentElsewhere() {
        call.happens(() -> call.centre.offers("1001"));
        ordered(new CallOrder.NoAnswerTransfer("139"));
        numberIs("139", Party.State.TALKING);
        numberIs("139", Party.State.OVER);
        queues("");
        orders.getFirst().await();
        assertThat(call.did).containsSubsequence("ring 1001 for 30 s", "hang up 1381001", "call 139", "connect 139");
    }

    @Test
    void onceTheAgentHasAnsweredItIsTooLateForThat() {
        talks();
        ordered(new CallOrder.NoAnswerTransfer("139"));
        agentIs("1001", Party.State.OVER);
        queues("");
        isRefused(QueueError.TALKS_ALREADY);
    }

    @Test
    void anAgentOnAnOpenLineHearsAToneAndIsRecordedAsItsQueueSays() {
        var terms = new AgentTerms(Duration.ofSeconds(30), Duration.ZERO, "", true, true);
        call.happens(() -> call.centre.offers("1001").with(terms));
        agentIs("1001", Party.State.TALKING);
        call.happens(() -> call.centre.agent("1001").saying = false);
        agentIs("1001", Party.State.OVER);
        queues("");
        assertThat(call.did).containsSubsequence("prepare beep", "connect 1381001", "record the conversation");
    }

    private Outcome callsOut() {
        var lease = new FakeLease("1001", call.did);
        return new AgentCallsOut(() -> lease, "up", "rate").run(call);
    }

    /** Flow protocol 8.4 AgentMakeCall; 7 answerurl. */
    @Test
    void theAgentIsRungThenTheCustomerWhileTheAgentHearsATone() {
        agentIs("1001", Party.State.TALKING);
        call.happens(() -> call.farEndAnswered = true);
        agentIs("1001", Party.State.OVER);
        assertThat(callsOut()).isInstanceOfSatisfying(Outcome.Callback.class, asked -> assertThat(asked.url())
                .isEqualTo("rate"));
        assertThat(call.did)
                .containsSubsequence(
                        "visit the centre with 1001",
                        "ring 1001 for 30 s",
                        "1001 answered",
                        "ring tone to 1381001",
                        "dial",
                        "tell up {agentid=1001}",
                        "connect 1381001",
                        "1001 is free")
                .doesNotContain("answer");
    }

    @Test
    void anAgentWhoDoesNotAnswerCallsNobody() {
        call.happens(() -> {
            call.centre.agent("1001").code = "107480";
            call.centre.agent("1001").state = Party.State.OVER;
        });
        assertThat(callsOut()).isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(call.did).contains("1001 NO_ANSWER").doesNotContain("dial");
    }

    @Test
    void anAgentWhoHangsUpBeforeTheCustomerAnswersEndsIt() {
        agentIs("1001", Party.State.TALKING);
        agentIs("1001", Party.State.OVER);
        assertThat(callsOut()).isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(call.did)
                .containsSubsequence("dial", "hang up 1381001", "1001 is free")
                .noneMatch(step -> step.startsWith("tell up"));
    }
}

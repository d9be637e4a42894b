package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.queue.QueueRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow protocol 2 EnterCCS, 4.3; D24: a caller in a queue. */
class EnterCcsTest {

    private static final String MUSIC = "<Play loop='-1'>music.wav</Play>";

    private final FakeControl call = new FakeControl();

    private Outcome run(String attributes) {
        return Documents.command("<EnterCCS queuetype='007' " + attributes + ">" + MUSIC + "</EnterCCS>")
                .run(call);
    }

    private void offered(String agentId) {
        call.happens(() -> call.centre.offers(agentId));
    }

    private void agentIs(String agentId, Party.State state) {
        call.happens(() -> call.centre.agent(agentId).state = state);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 4.3 queuetype, nesting, timeout, agentid, callid. */
    @Test
    void theCallerIsAnsweredEntersTheQueueAndHearsMusicForAsLongAsTheWaitMayTake() {
        call.hears(new Heard.TimeUp());
        assertThat(run("timeout='33' agentid='1001' priority='5' callid='x'")).isEqualTo(Outcome.next());
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "visit the centre",
                        "enter 7 for 1001 by 5",
                        "play music.wav x-1",
                        "wait 33 s",
                        "no deadline",
                        "leave TIMEOUT",
                        "stop music.wav",
                        "leave the centre");
    }

    @Test
    void theUsualQueueAndTheUsualTime() {
        call.hears(new Heard.TimeUp());
        Documents.command("<EnterCCS/>").run(call);
        assertThat(call.did).contains("enter 0", "wait 60 s");
    }

    /** Flow protocol 4.3 agenthangupurl; D24. */
    @Test
    void anAgentThatIsOfferedIsCalledAndTheMusicStopsTheMomentItAnswers() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        agentIs("1001", Party.State.OVER);
        assertThat(run("agenthangupurl='rate'")).isInstanceOfSatisfying(Outcome.Callback.class, asked -> {
            assertThat(asked.url()).isEqualTo("rate");
            assertThat(asked.parameters()).containsEntry("agentid", "1001").containsEntry("callduration", "42");
        });
        assertThat(call.did)
                .containsSubsequence(
                        "play music.wav x-1",
                        "ring 1001 for 30 s",
                        "1001 answered",
                        "stop music.wav",
                        "connect 1381001",
                        "hang up 1381001",
                        "1001 is free",
                        "leave the centre");
    }

    /** Flow protocol 4.3 agenthangupurl. */
    @Test
    void whenTheAgentHangsUpAndNobodyIsToBeAskedTheCallerIsHungUp() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        agentIs("1001", Party.State.OVER);
        assertThat(run("")).isEqualTo(Outcome.end(Ending.HANG_UP));
    }

    private void threeTalk(Runnable andThen) {
        call.happens(() -> {
            call.centre.third = call.centre.line("139");
            call.centre.third.state = Party.State.TALKING;
            andThen.run();
        });
    }

    private void talksOnWithTheThirdAndThenAsks(String url) {
        call.happens(() -> call.centre.line("139").state = Party.State.OVER);
        assertThat(run("agenthangupurl='rate' record='true'"))
                .isInstanceOfSatisfying(
                        Outcome.Callback.class, asked -> assertThat(asked.url()).isEqualTo(url));
        assertThat(call.did)
                .containsSubsequence(
                        "record the conversation", "hang up 1381001", "1001 is free", "hang up 139", "recorded")
                .containsOnlyOnce("record the conversation");
    }

    /** Flow protocol 8.3 TripartiteTalk. */
    @Test
    void whenTheAgentHangsUpInATalkOfThreeItIsFreeAndTheCallerTalksOn() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        threeTalk(() -> call.centre.agent("1001").state = Party.State.OVER);
        talksOnWithTheThirdAndThenAsks("rate");
    }

    /** Flow protocol 8.3 TripartiteTalk, AgentServiceEnd. */
    @Test
    void whenTheAgentEndsItsServiceInATalkOfThreeTheCallerTalksOnAndThenGoesWhereThatSaid() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        threeTalk(() -> call.centre.orders(new CallOrder.ServiceEnd(Optional.of("1001"), Optional.of("served"))));
        talksOnWithTheThirdAndThenAsks("served");
    }

    /** Flow protocol 4.3 answerprompt, record. */
    @Test
    void theAgentHearsThePromptAloneBeforeItIsConnectedAndRecorded() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        call.happens(() -> call.centre.agent("1001").saying = false);
        agentIs("1001", Party.State.OVER);
        run("answerprompt='customer.wav' record='true'");
        assertThat(call.did)
                .containsSubsequence(
                        "1001 answered",
                        "stop music.wav",
                        "prepare customer.wav",
                        "connect 1381001",
                        "record the conversation",
                        "1001 is free",
                        "recorded");
        assertThat(call.did).anyMatch(step -> step.startsWith("say to 1381001") && step.contains("customer.wav"));
    }

    @ParameterizedTest
    @CsvSource({"107486, REFUSED", "107603, REFUSED", "107480, NO_ANSWER", "107408, NO_ANSWER", "107503, FAILED"})
    void anAgentWhoDoesNotTakeTheCallerIsReportedAndTheCallerWaitsOn(String code, String refusal) {
        offered("1001");
        call.happens(() -> {
            call.centre.agent("1001").code = code;
            call.centre.agent("1001").state = Party.State.OVER;
        });
        offered("1002");
        agentIs("1002", Party.State.TALKING);
        agentIs("1002", Party.State.OVER);
        run("");
        assertThat(call.did)
                .containsSubsequence(
                        "ring 1001 for 30 s",
                        "hang up 1381001",
                        "1001 " + refusal,
                        "ring 1002 for 30 s",
                        "1002 answered")
                .containsOnlyOnce("play music.wav x-1");
    }

    @Test
    void whenAllRingTheFirstWhoAnswersGetsTheCaller() {
        call.happens(() -> {
            call.centre.offers("1001");
            call.centre.offers("1002");
        });
        agentIs("1002", Party.State.TALKING);
        agentIs("1002", Party.State.OVER);
        run("");
        assertThat(call.did).containsSubsequence("1002 answered", "hang up 1381001", "connect 1381002");
    }

    @Test
    void anAgentWhoseLeaseIsOverWhenItAnswersIsHungUp() {
        call.happens(() -> call.centre.offers("1001").over = true);
        agentIs("1001", Party.State.TALKING);
        assertThatThrownBy(() -> run("")).isInstanceOf(CallEnded.class);
        assertThat(call.did)
                .containsSubsequence("1001 is over", "hang up 1381001")
                .doesNotContain("connect 1381001");
    }

    @Test
    void anAgentThatIsWithdrawnStopsRinging() {
        var lease = new FakeLease("1001", call.did);
        call.happens(() -> call.centre.says(new CentreNews.Offered(lease)));
        call.happens(() -> call.centre.says(new CentreNews.Withdrawn(lease)));
        assertThatThrownBy(() -> run("")).isInstanceOf(CallEnded.class);
        assertThat(call.did).containsSubsequence("ring 1001 for 30 s", "hang up 1381001", "leave the centre");
    }

    @Test
    void anAgentWhoHangsUpBeforeItIsConnectedLeavesTheCallerWhereItWasInTheQueue() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        agentIs("1001", Party.State.OVER);
        call.hears(new Heard.TimeUp());
        assertThat(run("answerprompt='customer.wav'")).isEqualTo(Outcome.next());
        assertThat(call.did)
                .containsSubsequence(
                        "hang up 1381001",
                        "1001 is free, unheard",
                        "enter 7 since 1970-01-01T00:00:00Z",
                        "play music.wav x-1",
                        "leave TIMEOUT");
    }

    @Test
    void anAgentWhoGoesWhileItIsConnectedLeavesTheCallerThereToo() {
        offered("1001");
        call.happens(() -> {
            call.centre.agent("1001").state = Party.State.TALKING;
            call.centre.agent("1001").whenConnected = Party.State.OVER;
        });
        call.happens(() -> {}).hears(new Heard.TimeUp());
        assertThat(run("record='true'")).isEqualTo(Outcome.next());
        assertThat(call.did)
                .containsSubsequence(
                        "connect 1381001",
                        "1001 is free, unheard",
                        "enter 7 since 1970-01-01T00:00:00Z",
                        "leave TIMEOUT")
                .doesNotContain("record the conversation");
    }

    /** Flow protocol 4.3 userhangupurl. */
    @Test
    void aCallerWhoHangsUpIsTold() {
        offered("1001");
        assertThatThrownBy(() -> run("userhangupurl='gone'")).isInstanceOf(CallEnded.class);
        assertThat(call.did).endsWith("leave the centre", "tell that it hung up: gone {}");
    }

    /** Flow protocol D24; 4.3 promptvoice, queuetimes. */
    @Test
    void aWaitThatIsOverIsRenewedByTheStarAsOftenAsThatMayBe() {
        call.hears(new Heard.TimeUp()).keys("*").hears(new Heard.TimeUp());
        assertThat(run("promptvoice='busy.wav' queuetimes='1' timeout='30'")).isEqualTo(Outcome.next());
        assertThat(call.did)
                .containsSubsequence(
                        "wait 30 s", "stop music.wav", "renew", "play music.wav x-1", "wait 30 s", "leave TIMEOUT")
                .containsOnlyOnce("play busy.wav x1");
    }

    /** Flow protocol D24; 4.3 quiturl; 7 quiturl. */
    @Test
    void theHashLeaves() {
        call.hears(new Heard.TimeUp()).keys("#");
        assertThat(run("promptvoice='busy.wav' quiturl='voicemail'"))
                .isInstanceOfSatisfying(
                        Outcome.Callback.class, asked -> assertThat(asked.url()).isEqualTo("voicemail"));
        assertThat(call.did).containsSubsequence("play busy.wav x1", "leave KEY", "leave the centre");
    }

    @Test
    void whoDoesNotSayLeavesFiveSecondsAfterTheQuestion() {
        call.hears(new Heard.TimeUp(), new Heard.PassFinished(), new Heard.SoundEnded(), new Heard.TimeUp());
        assertThat(run("promptvoice='busy.wav' quiturl='voicemail'")).isEqualTo(Outcome.next());
        assertThat(call.did).containsSubsequence("play busy.wav x1", "wait 5 s", "leave TIMEOUT");
    }

    @Test
    void aQuestionThatCanNotBeHeardIsNotAsked() {
        call.missing.add("busy.wav");
        call.hears(new Heard.TimeUp());
        assertThat(run("promptvoice='busy.wav'")).isEqualTo(Outcome.next());
    }

    @Test
    void timeIsNotUpWhileAnAgentIsCalled() {
        offered("1001");
        call.hears(new Heard.TimeUp());
        agentIs("1001", Party.State.TALKING);
        agentIs("1001", Party.State.OVER);
        run("promptvoice='busy.wav'");
        assertThat(call.did).contains("connect 1381001").doesNotContain("play busy.wav x1", "leave TIMEOUT");
    }

    @Test
    void keysOfTheWaitAreNotForTheQueueAndThoseOfTheTalkAreForTheAgent() {
        offered("1001");
        agentIs("1001", Party.State.TALKING);
        call.keys("5");
        agentIs("1001", Party.State.OVER);
        run("");
        assertThat(call.waits.getFirst().keys().isEmpty()).isTrue();
        assertThat(call.did).contains("press 5");
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, 您前面还有一位，预计还需等待两分钟。",
        "en, There is one caller ahead of you. The estimated wait is about two minutes."
    })
    void aCallerIsToldItsPlaceInItsLanguage(String language, String words) {
        var place = new QueuePlace("7", 2, 9, Optional.of(Duration.ofSeconds(119)), Instant.EPOCH);
        call.happens(() -> call.centre.says(new CentreNews.Placed(place)));
        assertThatThrownBy(() -> run("lang='" + language + "'")).isInstanceOf(CallEnded.class);
        assertThat(call.did).contains("prepare " + words);
    }

    @Test
    void musicBeginsAnewAfterAnAnnouncement() {
        call.happens(() -> call.centre.says(new CentreNews.Ready(
                        call.prepare(new io.ringflow.ivr.command.PromptPart.File("place.wav", false)))))
                .hears(new Heard.SoundEnded());
        assertThatThrownBy(() -> run("")).isInstanceOf(CallEnded.class);
        assertThat(call.did)
                .containsSubsequence("play music.wav x-1", "play place.wav x1", "stop music.wav", "play music.wav x-1");
    }

    /** Flow protocol 8.4 CreateQueue: offworkprompt. */
    @Test
    void aQueueThatDoesNotWorkIsOverAfterItsPrompt() {
        call.centre.refusal = io.ringflow.ivr.queue.Refusals.offWork("closed.wav");
        call.hears(new Heard.SoundEnded());
        assertThat(run("")).isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(call.did).containsSubsequence("play closed.wav x1", "stop closed.wav", "leave the centre");
    }

    @Test
    void aCallerMayHangUpKeepItsPlaceAndBeCalledBack() {
        call.keys("1");
        assertThat(run("callbackkey='1' timeout='33'")).isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(call.did).anyMatch(step -> step.startsWith("hold, then <Response><EnterCCS timeout=\"33\""));
    }

    @Test
    void aCallerWhoseAgentIsBeingCalledWaitsOn() {
        offered("1001");
        call.keys("1");
        agentIs("1001", Party.State.TALKING);
        agentIs("1001", Party.State.OVER);
        run("callbackkey='1'");
        assertThat(call.did).contains("connect 1381001").noneMatch(step -> step.startsWith("hold"));
    }

    @Test
    void aQueueThatIsNotThereLetsWhatFollowsRun() {
        call.centre.refusal = new QueueRefused(QueueError.NO_SUCH_QUEUE);
        assertThat(run("")).isEqualTo(Outcome.next());
        assertThat(call.did).doesNotContain("play music.wav x-1");
    }

    @Test
    void whomTheQueueSendsAwayGoesOnWithWhatFollows() {
        call.happens(() -> call.centre.says(new CentreNews.Expelled(QueueEnd.MAX_WAIT)));
        assertThat(run("quiturl='voicemail'")).isEqualTo(Outcome.next());
    }
}

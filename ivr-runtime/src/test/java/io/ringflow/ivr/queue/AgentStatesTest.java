package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flow protocol 7 agentstate: what states an agent goes through, and what is told of each. */
class AgentStatesTest {

    private final CentreBench bench = new CentreBench();

    private static void refused(QueueError error, Runnable step) {
        assertThatThrownBy(step::run).isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                .isEqualTo(error));
    }

    @Test
    void comingOnDutyIsPreparingOrReady() {
        bench.agent("1001", false).agent("1002", true);
        assertThat(bench.told()).containsExactly("1001:0", "1002:1");
    }

    @Test
    void aTalkIsLockedThenTalkingThenPreparingUntilAgentReady() {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        assertThat(caller.offer().answered()).isTrue();
        bench.advance(95);
        caller.offer().talkOver();
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:3", "1001:0");
        assertThat(bench.talks).containsExactly(Duration.ofSeconds(95));
        bench.advance(3_600);
        assertThat(bench.told()).isEmpty();
        bench.ready("1001");
        assertThat(bench.told()).containsExactly("1001:1");
    }

    @Test
    void theCallAndTheCustomerAreToldWithTwoThreeAndTheZeroAfterThem() {
        bench.agent("1001", true);
        var caller = new SampleCaller("call-a", "13900001111");
        bench.enter(QueueWish.of("0"), caller);
        caller.offer().answered();
        caller.offer().talkOver();
        assertThat(bench.changes.subList(1, 4))
                .allSatisfy(change -> assertThat(change.callId()).contains("call-a"))
                .allSatisfy(change -> assertThat(change.queue()).contains("0"))
                .allSatisfy(change -> assertThat(change.number()).contains("13900001111"));
        assertThat(bench.changes.getFirst().callId()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotTakeACallerIsRefusedThenPreparing(AgentRefusal why) {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        caller.offer().refused(why);
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:4", "1001:0");
        assertThat(bench.refusals).containsExactly(why);
        assertThat(caller.offers).hasSize(1);
    }

    /** Flow protocol D24. */
    @Test
    void whoDoesNotAnswerInThirtySecondsIsRefusedThoughNobodyReportsItAndTheNextIsCalled() {
        bench.agent("1001", true);
        bench.advance(1);
        bench.agent("1002", true);
        var caller = bench.enters("a", "0");
        assertThat(caller.offer().terms().ringTime()).isEqualTo(Duration.ofSeconds(30));
        bench.advance(31);
        assertThat(bench.state("1001")).isEqualTo("LOCKED");
        bench.advance(1);
        assertThat(bench.told()).containsExactly("1001:1", "1002:1", "1001:2", "1001:4", "1001:0", "1002:2");
        assertThat(caller.withdrawn).containsExactly(caller.offers.getFirst());
        assertThat(caller.offeredTo()).containsExactly("1001", "1002");
        assertThat(caller.offers.getFirst().answered()).isFalse();
    }

    @Test
    void whoseCallerLeavesIsReadyAgainAndDidNothingWrong() {
        bench.agent("1001", true);
        var caller = CentreBench.caller("a");
        var ticket = bench.enter(QueueWish.of("0"), caller);
        ticket.leave(QueueLeave.HUNG_UP);
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:1");
        assertThat(caller.offer().answered()).isFalse();
        assertThat(bench.exits).containsExactly("a HUNG_UP");
    }

    @Test
    void readyTwiceIsAnErrorPreparingTwiceIsNone() {
        bench.agent("1001", true);
        refused(QueueError.ALREADY_READY, () -> bench.ready("1001"));
        bench.ready(AgentReadiness.of("1001", false));
        bench.ready(AgentReadiness.of("1001", false));
        assertThat(bench.told()).containsExactly("1001:1", "1001:0");
    }

    @Test
    void onDutyTwiceAndOffDutyTwiceAreErrors() {
        bench.agent("1001", true);
        refused(QueueError.ALREADY_ON_DUTY, () -> bench.agent("1001", true));
        bench.offWork("1001");
        refused(QueueError.NOT_ON_DUTY, () -> bench.offWork("1001"));
        refused(QueueError.NOT_ON_DUTY, () -> bench.ready("1001"));
        refused(QueueError.NO_SUCH_QUEUE, () -> bench.agent("1001", true, "77"));
    }

    @Test
    void duringACallReadyIsAnErrorUnlessForced() {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        refused(QueueError.IN_A_CALL, () -> bench.ready(AgentReadiness.of("1001", false)));
        bench.ready(new AgentReadiness("1001", false, 0, true, Set.of()));
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:1", "1001:0");
        assertThat(caller.withdrawn).hasSize(1);
    }

    @Test
    void forcedDuringATalkItHoldsWhenTheTalkIsOver() {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        caller.offer().answered();
        bench.ready(new AgentReadiness("1001", true, 0, true, Set.of()));
        assertThat(bench.state("1001")).isEqualTo("TALKING");
        caller.offer().talkOver();
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:3", "1001:0", "1001:1");
    }

    @Test
    void afterTheWrapUpAgentsAreReadyByThemselvesWhereTheQueueSaysSo() {
        var wrapUp = Duration.ofSeconds(15);
        bench.serving("0", is -> new QueuePlan.Serving(is.strategy(), is.ringTime(), wrapUp, true, "", false));
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        caller.offer().answered();
        caller.offer().talkOver();
        bench.advance(14);
        assertThat(bench.state("1001")).isEqualTo("PREPARING");
        assertThat(bench.run(() -> bench.board.agent("1001")).orElseThrow().wrappingUp())
                .isTrue();
        bench.advance(1);
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:3", "1001:0", "1001:1");
    }

    @Test
    void whoRefusesIsNotReadyByItselfThere() {
        bench.serving("0", is -> new QueuePlan.Serving(is.strategy(), is.ringTime(), Duration.ZERO, true, "", false));
        bench.agent("1001", true);
        bench.enters("a", "0").offer().refused(AgentRefusal.NO_ANSWER);
        bench.advance(3_600);
        assertThat(bench.state("1001")).isEqualTo("PREPARING");
    }

    @Test
    void offDutyWhileRingingStopsTheRingingAndWhileTalkingComesAfterTheTalk() {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        bench.offWork("1001");
        assertThat(caller.withdrawn).hasSize(1);
        assertThat(bench.state("1001")).isEqualTo("OFF");

        bench.agent("1002", true);
        caller.offer().answered();
        bench.offWork("1002");
        assertThat(bench.state("1002")).isEqualTo("TALKING");
        refused(QueueError.NOT_ON_DUTY, () -> bench.ready("1002"));
        caller.offer().talkOver();
        assertThat(bench.state("1002")).isEqualTo("OFF");
        assertThat(bench.told()).endsWith("1002:1", "1002:2", "1002:3", "1002:0");
    }

    @Test
    void backOnDutyDuringItsLastTalkItStaysAndGetsNoSecondCaller() {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        caller.offer().answered();
        bench.offWork("1001");
        bench.agent("1001", true);
        assertThat(bench.enters("b", "0").offers).isEmpty();
        caller.offer().talkOver();
        assertThat(bench.told()).endsWith("1001:3", "1001:0", "1001:1", "1001:2");
    }

    @Test
    void leavingSomeQueuesItStaysOnDutyForTheOthers() {
        bench.queue("5", plan -> plan).agent("1001", true, "0", "5");
        bench.offWork("1001", "5");
        assertThat(bench.enters("a", "5").offers).isEmpty();
        assertThat(bench.enters("b", "0").offers).hasSize(1);
        refused(QueueError.NOT_OF_QUEUE, () -> bench.offWork("1001", "5"));
    }

    @Test
    void whoWasReadyForTheQueueThatItLeavesAloneIsNotReadyForTheOthers() {
        bench.queue("5", plan -> plan).agent("1001", false, "0", "5");
        bench.ready(new AgentReadiness("1001", true, 0, false, Set.of("5")));
        bench.offWork("1001", "5");
        assertThat(bench.state("1001")).isEqualTo("PREPARING");
        assertThat(bench.enters("a", "0").offers).isEmpty();
    }

    @Test
    void anAgentIsClaimedPastTheQueuesInStatesZeroAndOneAndIsAsBeforeWhenGivenBack() {
        bench.agent("1001", false).agent("1002", true);
        for (var id : List.of("1001", "1002")) {
            var holder = CentreBench.caller("call-" + id);
            var lease = bench.run(() -> bench.board.claim(new AgentClaim(id, true, ""), holder));
            refused(
                    QueueError.IN_A_CALL,
                    () -> bench.run(() -> bench.board.claim(new AgentClaim(id, true, ""), holder)));
            lease.giveBack();
        }
        assertThat(bench.told()).containsExactly("1001:0", "1002:1", "1001:2", "1001:0", "1002:2", "1002:1");
        refused(
                QueueError.NOT_READY,
                () -> bench.run(() -> bench.board.claim(new AgentClaim("1001", false, ""), CentreBench.caller("x"))));
    }

    @Test
    void whoWasPreparingWhenItWasClaimedIsNotReadyByItselfAfterThat() {
        bench.serving("0", is -> new QueuePlan.Serving(is.strategy(), is.ringTime(), Duration.ZERO, true, "", false));
        bench.agent("1001", false);
        var lease = bench.run(() -> bench.board.claim(new AgentClaim("1001", true, ""), CentreBench.caller("a")));
        lease.answered();
        lease.talkOver();
        assertThat(bench.told()).containsExactly("1001:0", "1001:2", "1001:3", "1001:0");
    }

    @Test
    void aTalkOfACallThatIsGoneWithoutAWordEndsWithinItsDeadline() {
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        caller.offer().answered();
        bench.advance(3_600);
        assertThat(bench.state("1001")).isEqualTo("TALKING");
        assertThat(caller.offer().deadline()).isAfter(bench.now);
        caller.alive = false;
        bench.advance(30);
        assertThat(bench.state("1001")).isEqualTo("PREPARING");
        assertThat(caller.withdrawn).containsExactly(caller.offer());
    }

    @Test
    void whatIsSaidTwiceOfALeaseIsDoneOnce() {
        bench.agent("1001", true);
        var lease = bench.enters("a", "0").offer();
        assertThat(lease.answered()).isTrue();
        assertThat(lease.answered()).isTrue();
        lease.talkOver();
        lease.talkOver();
        lease.refused(AgentRefusal.FAILED);
        lease.giveBack();
        assertThat(lease.answered()).isFalse();
        assertThat(bench.told()).containsExactly("1001:1", "1001:2", "1001:3", "1001:0");
    }

    @ParameterizedTest
    @EnumSource
    void thereIsAWayOutOfEachState(AgentState state) {
        assertThat(AgentCycle.ROWS).anyMatch(row -> row.from().equals(Optional.of(state)));
        assertThat(AgentCycle.ROWS).anyMatch(row -> row.to() == state);
    }

    @Test
    void whatTheTableDoesNotHaveIsNotDone() {
        Stream.of(AgentEvent.ANSWERED, AgentEvent.TALK_OVER, AgentEvent.REFUSED)
                .forEach(event -> assertThatThrownBy(() -> AgentCycle.next(Optional.of(AgentState.READY), event))
                        .isInstanceOf(IllegalStateException.class));
        // A row twice would make the second unreachable.
        assertThat(AgentCycle.ROWS.stream().map(row -> row.from() + " " + row.event()))
                .doesNotHaveDuplicates();
    }
}

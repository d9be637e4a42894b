package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Flow protocol D24: which agent is called for whom. */
class DistributionTest {

    private final CentreBench bench = new CentreBench();

    private void skilled(String id, Map<String, Integer> skills) {
        bench.duty(new AgentDuty(
                id, "8" + id, new LinkedHashMap<>(skills), true, Optional.empty(), Optional.empty(), false));
    }

    private void talk(String call, int seconds) {
        var caller = bench.enters(call, "0");
        caller.offer().answered();
        bench.advance(seconds);
        caller.offer().talkOver();
    }

    /** Who gets the next caller, who is gone at once. */
    private String next(QueueWish wish) {
        var caller = CentreBench.caller("next");
        try (var ticket = bench.enter(wish, caller)) {
            assertThat(ticket.place().position()).isEqualTo(1);
            return String.join(",", caller.offeredTo());
        }
    }

    @Test
    void whoHasBeenReadyForLongestComesFirst() {
        bench.agent("1002", true);
        bench.advance(1);
        bench.agent("1001", true);
        assertThat(next(QueueWish.of("0"))).isEqualTo("1002");
        talk("a", 10);
        bench.ready("1002");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1001");
    }

    @Test
    void anOfferThatWasWithdrawnCostsNobodyTheTurn() {
        bench.agent("1002", true);
        bench.advance(1);
        bench.agent("1001", true);
        bench.advance(5);
        assertThat(next(QueueWish.of("0"))).isEqualTo("1002");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1002");
    }

    @Test
    void whoHadTheFewestTalksComesFirst() {
        bench.strategy("0", Strategy.FEWEST_CALLS).agent("1001", true);
        talk("a", 10);
        bench.ready("1001");
        bench.advance(60);
        bench.agent("1002", true);
        assertThat(next(QueueWish.of("0"))).isEqualTo("1002");
        talk("b", 1);
        bench.ready("1002");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1001");
    }

    @Test
    void eachGetsATurn() {
        bench.strategy("0", Strategy.ROUND_ROBIN).agent("1001", true).agent("1002", true);
        bench.agent("1003", true);
        assertThat(next(QueueWish.of("0"))).isEqualTo("1001");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1002");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1003");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1001");
    }

    @Test
    void allRingAndTheFirstWhoAnswersTalks() {
        bench.strategy("0", Strategy.RING_ALL).agent("1001", true).agent("1002", true);
        var caller = bench.enters("a", "0");
        assertThat(caller.offeredTo()).containsExactlyInAnyOrder("1001", "1002");
        assertThat(caller.offers.get(1).answered()).isTrue();
        assertThat(caller.offers.get(0).answered()).isFalse();
        assertThat(caller.withdrawn).containsExactly(caller.offers.get(0));
        assertThat(bench.state(caller.offers.get(0).agentId())).isEqualTo("READY");
        assertThat(bench.state(caller.offers.get(1).agentId())).isEqualTo("TALKING");
    }

    /** Each is an INVITE: one caller must not set off hundreds. */
    @Test
    void notMoreThanTwentyRingForOneCaller() {
        bench.strategy("0", Strategy.RING_ALL);
        for (int n = 0; n < 25; n++) bench.agent(Integer.toString(1000 + n), true);
        var caller = bench.enters("a", "0");
        assertThat(caller.offers).hasSize(20);
        caller.offers.getFirst().refused(AgentRefusal.REFUSED);
        assertThat(caller.offers).hasSize(21);
        assertThat(bench.enters("b", "0").offers).hasSize(4);
    }

    @Test
    void whoGetsReadyWhileOthersRingRingsTooUnlessSomebodyElseWaits() {
        bench.queue("5", plan -> plan).strategy("0", Strategy.RING_ALL);
        bench.agent("1001", true);
        var first = bench.enters("a", "0");
        bench.agent("1002", true);
        assertThat(first.offeredTo()).containsExactly("1001", "1002");
        var second = bench.enters("b", "5");
        bench.agent("1003", true, "0", "5");
        assertThat(second.offeredTo()).containsExactly("1003");
        assertThat(first.offers).hasSize(2);
    }

    @Test
    void theHighestLevelComesFirstThenTheLongestIdle() {
        bench.strategy("0", Strategy.SKILLS);
        skilled("1001", Map.of("0", 3));
        skilled("1002", Map.of("0", 7));
        bench.advance(1);
        skilled("1003", Map.of("0", 7));
        assertThat(next(QueueWish.of("0"))).isEqualTo("1002");
        bench.ready(AgentReadiness.of("1002", false));
        assertThat(next(QueueWish.of("0"))).isEqualTo("1003");
    }

    @Test
    void aCallerMayNeedALevel() {
        skilled("1001", Map.of("0", 3));
        var wish = new QueueWish("0", 0, Optional.empty(), 4, Optional.empty(), Optional.empty());
        assertThat(next(wish)).isEmpty();
        skilled("1002", Map.of("0", 4));
        assertThat(next(wish)).isEqualTo("1002");
    }

    /** Flow protocol 8.4 AgentReady: priority, agenttype. */
    @Test
    void anAgentWithPriorityIsServedFirstAndMayBeReadyForSomeOfItsQueues() {
        bench.queue("5", plan -> plan).agent("1001", true, "0", "5");
        bench.advance(5);
        bench.agent("1002", false, "0", "5");
        bench.ready(new AgentReadiness("1002", true, 1, false, Set.of("5")));
        assertThat(next(QueueWish.of("5"))).isEqualTo("1002");
        assertThat(next(QueueWish.of("0"))).isEqualTo("1001");
    }

    @Test
    void whoDidNotTakeACallerGetsItAgainOnlyWhenNobodyElseIsThere() {
        bench.agent("1001", true);
        bench.advance(1);
        bench.agent("1002", true);
        bench.advance(1);
        var caller = bench.enters("a", "0");
        caller.offer().refused(AgentRefusal.NO_ANSWER);
        bench.ready("1001");
        caller.offer().refused(AgentRefusal.NO_ANSWER);
        assertThat(caller.offeredTo()).containsExactly("1001", "1002", "1001");
    }

    /** Flow protocol 4.3 agentid. */
    @Test
    void aCallerForOneAgentWaitsForThatOneWhateverItsQueues() {
        bench.queue("5", plan -> plan).agent("1001", true).agent("1002", false, "5");
        var wish = QueueWish.of("0").forAgent(Optional.of("1002"));
        var caller = CentreBench.caller("a");
        bench.enter(wish, caller);
        assertThat(caller.offers).isEmpty();
        bench.ready("1002");
        assertThat(caller.offeredTo()).containsExactly("1002");
    }

    /** Flow protocol 4.3 agentid. */
    @Test
    void aCallerForAnAgentWhoIsNotThereDoesNotWait() {
        var wish = QueueWish.of("0").forAgent(Optional.of("1002"));
        assertThatThrownBy(() -> bench.enter(wish, CentreBench.caller("a")))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.NOT_ON_DUTY));
        bench.agent("1002", false);
        var caller = CentreBench.caller("b");
        bench.enter(wish, caller);
        bench.offWork("1002");
        assertThat(caller.ends).containsExactly(QueueEnd.AGENT_GONE);
    }

    @Test
    void callersComeToTheAgentTheyHadLastAndWaitAWhileForIt() {
        bench.queue("0", plan -> plan.with(new QueuePlan.Sticky(Duration.ofDays(1), Duration.ofSeconds(20))));
        bench.agent("1001", true);
        var first = new SampleCaller("a", "13900001111");
        bench.enter(QueueWish.of("0"), first);
        first.offer().answered();
        first.offer().talkOver();
        bench.ready("1001");
        bench.agent("1002", true);
        bench.advance(60);

        var again = new SampleCaller("b", "13900001111");
        bench.ready(new AgentReadiness("1002", true, 9, true, Set.of()));
        bench.enter(QueueWish.of("0"), again);
        assertThat(again.offeredTo()).containsExactly("1001");
        again.offer().answered();

        var third = new SampleCaller("c", "13900001111");
        bench.enter(QueueWish.of("0"), third);
        bench.advance(19);
        assertThat(third.offers).isEmpty();
        bench.advance(1);
        assertThat(third.offeredTo()).containsExactly("1002");
    }

    @Test
    void theOneAgentThatIsWishedIsHadWhateverItsQueues() {
        bench.queue("5", plan -> plan).agent("1001", true, "5");
        var caller = CentreBench.caller("a");
        bench.enter(QueueWish.of("0").forAgent(Optional.of("1001")), caller);
        assertThat(caller.offeredTo()).containsExactly("1001");
    }

    @Test
    void whomTheCallerDidNotHearIsNotWhomItTalkedWithLast() {
        bench.queue("0", plan -> plan.with(new QueuePlan.Sticky(Duration.ofDays(1), Duration.ofSeconds(20))));
        bench.agent("1001", true);
        var caller = new SampleCaller("a", "13900001111");
        var ticket = bench.enter(QueueWish.of("0"), caller);
        caller.offer().answered();
        caller.offer().unheard();
        bench.agent("1002", true);
        bench.enter(CentreBench.since(ticket.place().enteredAt()), caller);
        assertThat(caller.offeredTo()).containsExactly("1001", "1002");
        assertThat(bench.board.queue("0").orElseThrow().callers().getFirst().estimate())
                .isEmpty();
    }
}

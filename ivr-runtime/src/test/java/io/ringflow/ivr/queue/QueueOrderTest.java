package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flow protocol 4.3 queuetype: who waits where, in what order, and for how long. */
class QueueOrderTest {

    private final CentreBench bench = new CentreBench();

    private CentreBench limits(String id, int maxWaiting, int maxWait, String overflow, int after) {
        return bench.queue(
                id,
                plan -> plan.with(new QueuePlan.Limits(
                        maxWaiting,
                        Duration.ofSeconds(maxWait),
                        Optional.of(overflow).filter(queue -> !queue.isEmpty()),
                        Duration.ofSeconds(after))));
    }

    @Test
    void whoHasWaitedForLongestIsServedFirst() {
        var first = bench.enters("a", "0");
        bench.advance(1);
        var second = bench.enters("b", "0");
        bench.agent("1001", true);
        assertThat(first.offeredTo()).containsExactly("1001");
        assertThat(second.offers).isEmpty();
        first.offer().answered();
        first.offer().talkOver();
        bench.ready("1001");
        assertThat(second.offeredTo()).containsExactly("1001");
    }

    @Test
    void priorityGoesBeforeTimeAndMayChangeWhileWaiting() {
        var usual = bench.enters("a", "0");
        bench.advance(1);
        var important = CentreBench.caller("b");
        var ticket = bench.enter(QueueWish.of("0").prioritised(1), important);
        assertThat(ticket.place().position()).isEqualTo(1);
        assertThat(bench.run(() -> bench.board.orders().prioritise("a", 2))).isTrue();
        assertThat(ticket.place().position()).isEqualTo(2);
        bench.agent("1001", true);
        assertThat(usual.offers).hasSize(1);
        assertThat(important.offers).isEmpty();
        assertThat(bench.run(() -> bench.board.orders().prioritise("nobody", 2)))
                .isFalse();
    }

    @Test
    void anAgentOfSeveralQueuesGetsWhoHasWaitedForLongestInAnyOfThem() {
        bench.queue("5", plan -> plan);
        var five = bench.enters("a", "5");
        bench.advance(1);
        var zero = bench.enters("b", "0");
        bench.agent("1001", true, "0", "5");
        assertThat(five.offers).hasSize(1);
        assertThat(zero.offers).isEmpty();
    }

    @Test
    void whoChangesItsPriorityAmongManyStaysOne() {
        for (var call : List.of("a", "b", "c", "d", "e", "f", "g")) bench.enters(call, "0");
        bench.run(() -> bench.board.orders().prioritise("d", 3));
        assertThat(order()).containsExactly("d", "a", "b", "c", "e", "f", "g");
        bench.run(() -> bench.board.orders().prioritise("d", 0));
        bench.run(() -> bench.board.orders().prioritise("a", 1));
        assertThat(order()).containsExactly("a", "b", "c", "d", "e", "f", "g");
        assertThat(bench.board.floor().inOrder()).hasSize(7);
    }

    private List<String> order() {
        return bench.board.queue("0").orElseThrow().callers().stream()
                .map(QueueStatus.Waiting::callId)
                .toList();
    }

    @Test
    void whoHasLeftIsLookedAtNoMore() {
        var ticket = bench.enter(QueueWish.of("0"), CentreBench.caller("a"));
        ticket.leave(QueueLeave.KEY);
        assertThat(bench.board.agenda().size()).isZero();
    }

    @Test
    void aCallIsInOneQueueAtATime() {
        bench.enters("a", "0");
        assertThatThrownBy(() -> bench.enters("a", "0"))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.ALREADY_WAITING));
        assertThatThrownBy(() -> bench.enters("b", "77"))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.NO_SUCH_QUEUE));
    }

    @Test
    void theEstimateIsWhatTalksTookDividedByWhoWorks() {
        bench.agent("1001", true).agent("1002", true).agent("1003", false);
        var first = bench.enters("a", "0");
        first.offer().answered();
        bench.advance(120);
        first.offer().talkOver();
        bench.ready("1001");
        bench.enters("b", "0").offer().answered();
        bench.enters("c", "0").offer().answered();
        bench.enters("d", "0");
        var caller = CentreBench.caller("e");
        var ticket = bench.enter(QueueWish.of("0"), caller);
        var place = ticket.place();
        assertThat(place.position()).isEqualTo(2);
        assertThat(place.waiting()).isEqualTo(2);
        assertThat(place.estimate()).contains(Duration.ofSeconds(2 * 120 / 2));
    }

    @Test
    void whereNobodyHasTalkedYetNobodyKnows() {
        var ticket = bench.enter(QueueWish.of("0"), CentreBench.caller("a"));
        assertThat(ticket.place().estimate()).isEmpty();
    }

    @Test
    void thePlaceIsToldWhenItIsDueAndWhenTheCallerRenews() {
        bench.queue("0", plan -> plan.with(new QueuePlan.Announcing(Duration.ofSeconds(10), Duration.ofSeconds(30))));
        var caller = CentreBench.caller("a");
        var ticket = bench.enter(QueueWish.of("0"), caller);
        bench.advance(9);
        assertThat(caller.places).isEmpty();
        bench.advance(1);
        assertThat(caller.places).hasSize(1);
        bench.advance(60);
        assertThat(caller.places).hasSize(3);
        ticket.renew();
        assertThat(caller.places).hasSize(4);
        ticket.close();
        bench.advance(600);
        assertThat(caller.places).hasSize(4);
        assertThat(bench.board.agenda().size()).isZero();
    }

    @Test
    void whoIsBeingOfferedIsNotInterruptedByItsPlace() {
        bench.queue("0", plan -> plan.with(new QueuePlan.Announcing(Duration.ofSeconds(10), Duration.ZERO)));
        bench.agent("1001", true);
        var caller = bench.enters("a", "0");
        bench.advance(20);
        assertThat(caller.places).isEmpty();
    }

    @Test
    void whoHasWaitedForTooLongWaitsNoMoreUnlessAnAgentIsBeingCalled() {
        limits("0", 500, 60, "", 0);
        var first = bench.enters("a", "0");
        var second = bench.enters("b", "0");
        bench.advance(50);
        bench.agent("1001", true);
        bench.advance(10);
        assertThat(second.ends).containsExactly(QueueEnd.MAX_WAIT);
        assertThat(first.ends).isEmpty();
        first.offer().refused(AgentRefusal.REFUSED);
        assertThat(first.ends).containsExactly(QueueEnd.MAX_WAIT);
        assertThat(bench.exits).containsExactly("b MAX_WAIT", "a MAX_WAIT");
    }

    @Test
    void afterATimeCallersGoOnWaitingInAnotherQueueForAsLongAsBefore() {
        bench.queue("5", plan -> plan);
        limits("0", 500, 0, "5", 30);
        var late = CentreBench.caller("a");
        var ticket = bench.enter(QueueWish.of("0"), late);
        bench.advance(10);
        var other = bench.enters("b", "5");
        bench.advance(20);
        assertThat(late.moves).containsExactly("5");
        assertThat(ticket.place().queue()).isEqualTo("5");
        assertThat(ticket.place().position()).isEqualTo(1);
        bench.agent("1001", true, "5");
        assertThat(late.offers).hasSize(1);
        assertThat(other.offers).isEmpty();
    }

    @Test
    void queuesThatOverflowIntoEachOtherDoNotSendACallerRound() {
        bench.queue("5", plan -> plan);
        limits("0", 500, 0, "5", 30);
        bench.queue("6", plan -> plan);
        bench.run(() -> {
            bench.board.modifyQueue(
                    "5",
                    plan -> plan.with(
                            new QueuePlan.Limits(500, Duration.ZERO, Optional.of("0"), Duration.ofSeconds(30))));
            return true;
        });
        var caller = bench.enters("a", "0");
        bench.advance(600);
        assertThat(caller.moves).containsExactly("5");
    }

    @Test
    void aFullQueueSendsCallersToItsOverflowOrAway() {
        bench.queue("5", plan -> plan);
        limits("0", 1, 0, "5", 300);
        limits("7", 1, 0, "", 0);
        bench.enters("a", "0");
        assertThat(bench.enters("b", "0").moves).containsExactly("5");
        bench.enters("c", "7");
        assertThatThrownBy(() -> bench.enters("d", "7"))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.QUEUE_FULL));
    }

    /** One whose agent hung up before they talked (docs/queues.md). */
    @Test
    void whoWaitedBeforeIsTakenAgainByAQueueThatIsFullOrShutByNow() {
        limits("0", 1, 0, "", 0);
        bench.agent("1001", true);
        var caller = CentreBench.caller("a");
        var before = bench.enter(QueueWish.of("0"), caller);
        caller.offer().answered();
        bench.advance(1);
        var later = bench.enters("b", "0");
        caller.offer().unheard();
        bench.queue("0", plan -> plan.open(WorkTime.of("10:00-18:00", "", ""), ""));
        var again = bench.enter(CentreBench.since(before.place().enteredAt()), caller);
        assertThat(again.place().position()).isEqualTo(1);
        bench.ready("1001");
        assertThat(caller.offeredTo()).containsExactly("1001", "1001");
        assertThat(later.offers).isEmpty();
    }

    @Test
    void whoFindsTheQueueShutHearsItsPrompt() {
        bench.queue("0", plan -> plan.open(WorkTime.of("10:00-18:00", "", ""), "shut.wav"));
        assertThatThrownBy(() -> bench.enters("a", "0")).isInstanceOfSatisfying(QueueRefused.class, refused -> {
            assertThat(refused.error()).isEqualTo(QueueError.OFF_WORK);
            assertThat(refused.prompt()).isEqualTo("shut.wav");
        });
        bench.advance(3_600);
        bench.enters("a", "0");
    }

    @Test
    void aQueueThatIsDeletedSendsAwayWhoWaitsAndItsAgentsKeepTheirOthers() {
        bench.queue("5", plan -> plan);
        var waiting = bench.enters("a", "5");
        bench.agent("1001", true, "5", "0");
        var second = bench.enters("b", "5");
        bench.run(() -> {
            bench.board.deleteQueue("5");
            return true;
        });
        assertThat(waiting.ends).containsExactly(QueueEnd.QUEUE_DELETED);
        assertThat(waiting.withdrawn).hasSize(1);
        assertThat(second.ends).containsExactly(QueueEnd.QUEUE_DELETED);
        assertThat(bench.state("1001")).isEqualTo("READY");
        assertThat(bench.enters("c", "0").offers).hasSize(1);
        assertThatThrownBy(() -> bench.run(() -> {
                    bench.board.deleteQueue("0");
                    return true;
                }))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.DEFAULT_QUEUE));
    }

    @Test
    void aCallThatIsGoneWithoutAWordLosesItsPlaceAndNoAgentIsCalledForIt() {
        var gone = bench.enters("a", "0");
        gone.alive = false;
        bench.agent("1001", true);
        assertThat(gone.offers).isEmpty();
        assertThat(bench.exits).containsExactly("a CALL_GONE");
        bench.ready(AgentReadiness.of("1001", false));
        var later = bench.enters("b", "0");
        later.alive = false;
        bench.advance(30);
        assertThat(bench.exits).containsExactly("a CALL_GONE", "b CALL_GONE");
    }

    @Test
    void callsAreLookedAtForAsLongAsAnybodyWaits() {
        var first = bench.enters("a", "0");
        var ticket = bench.enter(QueueWish.of("0"), CentreBench.caller("b"));
        bench.advance(45);
        first.alive = false;
        bench.advance(30);
        assertThat(bench.exits).containsExactly("a CALL_GONE");
        ticket.leave(QueueLeave.KEY);
        assertThat(bench.board.agenda().size()).isZero();
    }

    @Test
    void whoHangsUpKeepsThePlaceAndAnAgentIsKeptForTheCallBack() {
        var held = bench.enter(QueueWish.of("0"), CentreBench.caller("a"));
        bench.advance(10);
        var behind = bench.enters("b", "0");
        assertThat(held.hold(SampleCallBacks.ORDER)).isTrue();
        held.close();
        assertThat(bench.run(() -> bench.board.queue("0")).orElseThrow().callers())
                .extracting(QueueStatus.Waiting::held)
                .containsExactly(true, false);

        bench.agent("1001", true);
        assertThat(bench.backs.called()).containsExactly("a");
        assertThat(behind.offers).isEmpty();
        bench.advance(20);
        var again = CentreBench.caller("a2");
        bench.enter(bench.backs.due.getFirst().wish(), again);
        assertThat(again.offeredTo()).containsExactly("1001");
        assertThat(behind.offers).isEmpty();
        assertThat(bench.exits).containsExactly("a CALLED_BACK");
    }

    @Test
    void whoIsNotReachedByTheCallBackLosesTheAgentToTheNext() {
        bench.enter(QueueWish.of("0"), CentreBench.caller("a")).hold(SampleCallBacks.ORDER);
        bench.advance(1);
        var behind = bench.enters("b", "0");
        bench.agent("1001", true);
        bench.advance(59);
        assertThat(behind.offers).isEmpty();
        bench.advance(1);
        assertThat(behind.offeredTo()).containsExactly("1001");

        var late = CentreBench.caller("a2");
        bench.enter(bench.backs.due.getFirst().wish(), late);
        var place = bench.run(() -> bench.board.queue("0")).orElseThrow().callers();
        assertThat(place.getFirst().callId()).isEqualTo("a2");
    }

    @Test
    void aKeptPlaceMayBeGivenUpBeforeAndAfterItsTurn() {
        bench.enter(QueueWish.of("0"), CentreBench.caller("a")).hold(SampleCallBacks.ORDER);
        bench.step(() -> bench.board.floor().held().release("a"));
        bench.enter(QueueWish.of("0"), CentreBench.caller("b")).hold(SampleCallBacks.ORDER);
        bench.agent("1001", true);
        assertThat(bench.backs.called()).containsExactly("b");
        bench.step(() -> bench.board.floor().held().release("b"));
        assertThat(bench.enters("c", "0").offers).hasSize(1);
    }

    @Test
    void aPlaceIsNotKeptForeverNorWhileAnAgentIsBeingCalled() {
        bench.enter(QueueWish.of("0"), CentreBench.caller("a")).hold(SampleCallBacks.ORDER);
        bench.advance(4 * 3_600);
        assertThat(bench.backs.over).containsExactly("a MAX_WAIT");
        bench.agent("1001", true);
        var ticket = bench.enter(QueueWish.of("0"), CentreBench.caller("b"));
        assertThat(ticket.hold(SampleCallBacks.ORDER)).isFalse();
    }
}

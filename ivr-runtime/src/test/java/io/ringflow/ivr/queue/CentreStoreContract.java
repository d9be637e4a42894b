package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What survives a restart, on every database. */
abstract class CentreStoreContract {

    abstract Database open();

    CentreProcess process() {
        return new CentreProcess(open(), Duration.ZERO);
    }

    /** @param later how long after the first it starts */
    private CentreProcess process(Duration later) {
        return new CentreProcess(open(), later);
    }

    static AgentDuty duty(String id, boolean ready, String... queues) {
        var skills = new LinkedHashMap<String, Integer>();
        for (var queue : queues) skills.put(queue, skills.size() + 3);
        return new AgentDuty(id, "8" + id, skills, ready, Optional.of(Duration.ofSeconds(20)), Optional.empty(), true);
    }

    private static QueuePlan plan() {
        return QueuePlan.usual("17")
                .described("售后 O'Neill \uD83D\uDE00")
                .open(WorkTime.of("09:00-12:00;22:00-06:00", "2026-02-16:2026-02-22", "Sat#Sun"), "shut.wav")
                .with(new QueuePlan.Serving(
                        Strategy.SKILLS, Duration.ofSeconds(25), Duration.ofSeconds(9), true, "whisper.wav", true))
                .with(new QueuePlan.Limits(40, Duration.ofMinutes(9), Optional.of("0"), Duration.ofSeconds(70)))
                .with(new QueuePlan.Announcing(Duration.ofSeconds(20), Duration.ofSeconds(40)))
                .with(new QueuePlan.Sticky(Duration.ofDays(7), Duration.ofSeconds(15)))
                .callBackTime(Duration.ofSeconds(45));
    }

    @Test
    void queuesAreAsTheyWereDefined() {
        try (var first = process()) {
            first.centre().createQueue(plan());
            first.centre().createQueue(QueuePlan.usual("18"));
            first.centre().createQueue(QueuePlan.usual("19"));
            first.centre().modifyQueue("18", is -> is.described("changed"));
            first.centre().modifyQueue("0", is -> is.described("the default one"));
            first.centre().deleteQueue("19");
        }
        try (var second = process()) {
            var plans = second.centre().queues().stream().map(QueueStatus::plan).toList();
            assertThat(plans).extracting(QueuePlan::id).containsExactly("0", "17", "18");
            assertThat(plans.get(0).description()).isEqualTo("the default one");
            assertThat(plans.get(1)).isEqualTo(plan());
            assertThat(plans.get(2).description()).isEqualTo("changed");
        }
    }

    @Test
    void agentsOnDutyAreOnDutyInTheStateTheyHad() {
        try (var first = process()) {
            first.centre().createQueue(plan());
            first.centre().agentOnWork(duty("1001", true, "0", "17"));
            first.centre().agentOnWork(duty("1002", false, "17"));
            first.centre().agentOnWork(duty("1003", true, "0"));
            first.centre().agentReady(new AgentReadiness("1001", true, 3, true, Set.of("17")));
            first.centre().agentOffWork("1003", Optional.empty(), Set.of());
        }
        try (var second = process()) {
            var agents = second.centre().agents();
            assertThat(agents).extracting(agent -> agent.duty().agentId()).containsExactly("1001", "1002");
            assertThat(agents).extracting(AgentStatus::state).containsExactly(AgentState.READY, AgentState.PREPARING);
            assertThat(agents.getFirst().duty()).isEqualTo(duty("1001", true, "0", "17"));
            assertThat(second.changes).isEmpty();
            assertThat(second.restored).containsExactly("1001:1", "1002:0");
            assertThat(offered(second, "0")).isEmpty();
            assertThat(offered(second, "17")).isEqualTo("1001");
        }
    }

    private static String offered(CentreProcess process, String queue) {
        var caller = CentreBench.caller("c" + queue);
        process.centre().agents();
        try {
            process.centre().modifyQueue("17", is -> is.open(WorkTime.ALWAYS, ""));
            process.centre().enter(QueueWish.of(queue), caller);
        } catch (QueueRefused refused) {
            throw new AssertionError(refused);
        }
        return String.join(",", caller.offeredTo());
    }

    /** Flow protocol 7 agentstate: who was in a call is told to be in none. */
    @Test
    void whoWasInACallWhenTheServerDiedIsReadyOrPreparingAndTheApplicationHearsSo() {
        try (var first = process()) {
            for (var id : List.of("1001", "1002", "1003")) {
                first.centre().agentOnWork(duty(id, true, "0"));
                first.time.advance(Duration.ofSeconds(1));
            }
            var talking = CentreBench.caller("a");
            first.centre().enter(QueueWish.of("0"), talking);
            assertThat(talking.offer().answered()).isTrue();
            first.centre().enter(QueueWish.of("0"), CentreBench.caller("b"));
            first.centre().agentReady(AgentReadiness.of("1003", false));
            first.centre().claim(new AgentClaim("1003", true, ""), CentreBench.caller("c"));
            first.gathered();
        }
        try (var second = process()) {
            assertThat(second.changes)
                    .extracting(change -> change.agentId() + ":"
                            + change.state().number() + " " + change.callId().orElse("-"))
                    .containsExactlyInAnyOrder("1001:0 a", "1002:1 b", "1003:0 c");
            assertThat(second.centre().agents())
                    .allMatch(agent -> agent.callId().isEmpty());
            second.gathered();
        }
        try (var third = process()) {
            assertThat(third.changes).isEmpty();
            assertThat(third.centre().agents())
                    .extracting(AgentStatus::state)
                    .containsExactly(AgentState.PREPARING, AgentState.READY, AgentState.PREPARING);
        }
    }

    @Test
    void whoWentOffDutyDuringItsLastTalkIsOffDuty() {
        try (var first = process()) {
            first.centre().createQueue(QueuePlan.usual("5"));
            first.centre().agentOnWork(duty("1001", true, "0", "5"));
            var talking = CentreBench.caller("a");
            first.centre().enter(QueueWish.of("0"), talking);
            talking.offer().answered();
            first.centre().agentOffWork("1001", Optional.empty(), Set.of());
            first.centre().deleteQueue("5");
        }
        try (var second = process()) {
            assertThat(second.centre().agents()).isEmpty();
        }
    }

    @Test
    void applicationsDoNotSeeEachOthersAgents() {
        try (var first = process()) {
            first.centre().agentOnWork(duty("1001", true, "0"));
        }
        try (var second = process()) {
            assertThat(second.centres.all()).hasSize(1);
        }
    }

    /** They have their turn by how long they have been ready, or by how many calls they had; both go on from where they were. */
    @Test
    void agentsKeepTheirTurn() {
        try (var first = process()) {
            for (var id : List.of("1003", "1001", "1002")) {
                first.centre().agentOnWork(duty(id, true, "0"));
                first.time.advance(Duration.ofSeconds(1));
            }
            var talking = CentreBench.caller("a");
            first.centre().enter(QueueWish.of("0").forAgent(Optional.of("1001")), talking);
            talking.offer().answered();
            talking.offer().talkOver();
            first.centre().agentReady(AgentReadiness.of("1001", true));
        }
        try (var second = process()) {
            assertThat(second.centre().agents()).extracting(AgentStatus::talks).containsExactly(1, 0, 0);
            assertThat(offered(second, "0", "a")).isEqualTo("1003");
            assertThat(offered(second, "0", "b")).isEqualTo("1002");
        }
    }

    private static String offered(CentreProcess process, String queue, String callId) {
        var caller = CentreBench.caller(callId);
        process.centre().enter(QueueWish.of(queue), caller);
        return String.join(",", caller.offeredTo());
    }

    private static QueuePlan autoReady() {
        var is = QueuePlan.usual("0").serving();
        return QueuePlan.usual("0")
                .with(new QueuePlan.Serving(
                        is.strategy(), is.ringTime(), Duration.ofSeconds(30), true, is.whisper(), is.record()));
    }

    /** One whose talk the kill has ended, one who wraps up, and one who was told to be ready after its talk. */
    @Test
    void whoGetsReadyByItselfDoesSoAfterARestart() {
        try (var first = process()) {
            first.centre().modifyQueue("0", _ -> autoReady());
            for (var id : List.of("1001", "1002", "1003")) {
                first.centre().agentOnWork(duty(id, true, "0"));
                var talking = CentreBench.caller("call of " + id);
                first.centre().enter(QueueWish.of("0"), talking);
                talking.offer().answered();
                if (id.equals("1002")) talking.offer().talkOver();
            }
            first.centre().agentReady(new AgentReadiness("1003", true, 2, true, Set.of()));
            first.time.advance(Duration.ofSeconds(20));
        }
        try (var second = process(Duration.ofSeconds(20))) {
            assertThat(second.states()).containsExactly("1001:0", "1002:0", "1003:1");
            second.time.advance(Duration.ofSeconds(10));
            assertThat(second.states()).containsExactly("1001:0", "1002:1", "1003:1");
            second.time.advance(Duration.ofSeconds(20));
            assertThat(second.states()).containsExactly("1001:1", "1002:1", "1003:1");
        }
    }

    private static final CallBackOrder ORDER =
            new CallBackOrder(Optional.of("4001234567"), Optional.of("so\0 & \uD83D\uDE00"), "<Response/>");

    @Test
    void whoKeepsAPlaceKeepsItInItsOrderUntilItIsCalledBackAndBack() {
        try (var first = process()) {
            for (var id : List.of("a", "b", "c", "d")) {
                var ticket = first.centre()
                        .enter(QueueWish.of("0").prioritised(id.equals("d") ? 1 : 0), CentreBench.caller(id));
                assertThat(ticket.hold(ORDER)).isTrue();
                ticket.close();
                first.time.advance(Duration.ofSeconds(1));
            }
            first.centre().prioritise("c", 5);
            first.centre().remove("b");
            first.gathered();
        }
        try (var second = process()) {
            assertThat(second.waiting()).containsExactly("c held", "d held", "a held");
            second.centre().agentOnWork(duty("1001", true, "0"));
            assertThat(second.backs.due).as("nobody can be called yet").isEmpty();
            second.centres.callBackBy(second.backs);
            assertThat(second.backs.called()).containsExactly("c");
            var place = second.backs.due.getFirst();
            assertThat(place.number()).isEqualTo(CentreBench.caller("c").number());
            assertThat(place.order().shownNumber()).isEqualTo(ORDER.shownNumber());
            assertThat(place.order().userData()).contains("so\uFFFD & \uD83D\uDE00");
        }
        // It had not answered.
        try (var third = process()) {
            third.centres.callBackBy(third.backs);
            assertThat(third.backs.called()).containsExactly("c");
            var back = CentreBench.caller("c2");
            third.centre().enter(third.backs.due.getFirst().wish(), back);
            assertThat(back.offeredTo()).containsExactly("1001");
            third.gathered();
        }
        try (var fourth = process()) {
            assertThat(fourth.waiting()).containsExactly("d held", "a held");
            fourth.centres.callBackBy(fourth.backs);
            assertThat(fourth.backs.called()).containsExactly("d");
            fourth.centres.releasePlace(CentreProcess.APP, "d");
            assertThat(fourth.backs.called())
                    .as("who does not want it makes room")
                    .containsExactly("d", "a");
            fourth.gathered();
        }
        try (var fifth = process()) {
            assertThat(fifth.waiting()).containsExactly("a held");
        }
    }

    @Test
    void aServerThatStopsKeepsPlacesForTheNextAndOneThatWaitedForTooLongIsGivenUp() {
        try (var first = process()) {
            first.centre().enter(QueueWish.of("0"), CentreBench.caller("a")).hold(ORDER);
            first.centres.callBackBy(first.backs);
            first.centres.callNobodyBack();
            first.centre().agentOnWork(duty("1001", true, "0"));
            assertThat(first.backs.due).isEmpty();
            first.centres.close();
        }
        try (var second = process(Duration.ofHours(3))) {
            second.centre().agentOffWork("1001", Optional.empty(), Set.of());
            second.centres.callBackBy(second.backs);
            assertThat(second.waiting()).containsExactly("a held");
            second.time.advance(Duration.ofHours(1));
            assertThat(second.backs.over).containsExactly("a MAX_WAIT");
            second.gathered();
        }
        try (var third = process()) {
            assertThat(third.waiting()).isEmpty();
        }
    }

    @Test
    void aQueueKnowsWhatItHasLearned() {
        try (var first = process()) {
            first.centre()
                    .createQueue(QueuePlan.usual("5")
                            .with(new QueuePlan.Sticky(Duration.ofHours(1), Duration.ofSeconds(9))));
            first.centre()
                    .createQueue(QueuePlan.usual("6").with(new QueuePlan.Sticky(Duration.ofHours(1), Duration.ZERO)));
            for (var id : List.of("1001", "1002")) first.centre().agentOnWork(duty(id, true, "5", "6"));
            for (var queue : List.of("5", "6")) {
                var caller = CentreBench.caller("a");
                first.centre().enter(QueueWish.of(queue).forAgent(Optional.of("1002")), caller);
                caller.offer().answered();
                first.time.advance(Duration.ofSeconds(80));
                caller.offer().talkOver();
                first.centre().agentReady(AgentReadiness.of("1002", true));
            }
            first.centre().deleteQueue("6");
            first.gathered();
        }
        try (var second = process()) {
            var caller = CentreBench.caller("a");
            second.centre().enter(QueueWish.of("5"), caller);
            assertThat(caller.offeredTo()).as("the one it had last").containsExactly("1002");
            second.centre().enter(QueueWish.of("5"), CentreBench.caller("b"));
            second.centre().enter(QueueWish.of("5"), CentreBench.caller("c"));
            assertThat(second.centre()
                            .queue("5")
                            .orElseThrow()
                            .callers()
                            .getLast()
                            .estimate())
                    .contains(Duration.ofSeconds(3 * 80 / 2));
            second.centre()
                    .createQueue(QueuePlan.usual("6").with(new QueuePlan.Sticky(Duration.ofHours(1), Duration.ZERO)));
        }
        try (var third = process(Duration.ofHours(2))) {
            assertThat(third.rows("last_talk")).as("too long ago").isZero();
            assertThat(third.rows("queue_memory")).isEqualTo(1);
        }
    }
}

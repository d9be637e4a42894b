package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** What survives a restart, on every database. */
abstract class CentreStoreContract {

    private static final String APP = "0123456789abcdef0123456789abcdef";

    abstract Database open();

    /** One process: it may die at any moment. */
    final class Process implements AutoCloseable {
        private final FakeTime time = new FakeTime();
        private final Database database = open();
        private final CallCentres centres =
                CallCentres.open(CentreSettings.defaults(ZoneOffset.UTC), database, time, time);
        private final List<AgentChange> changes = new CopyOnWriteArrayList<>();
        private final List<String> restored = new CopyOnWriteArrayList<>();

        Process() {
            time.idleWhen(centres::idle);
            centres.observe(new CentreObserver() {
                @Override
                public void agentChanged(AgentChange change) {
                    changes.add(change);
                }

                @Override
                public void agentRestored(String applicationId, AgentStatus agent) {
                    restored.add(agent.duty().agentId() + ":" + agent.state().number());
                }
            });
            centres.restore();
            time.settle();
        }

        CallCentre centre() {
            return centres.of(SampleApplications.of(APP));
        }

        /** What was noted without anybody waiting for it is written. */
        void gathered() {
            time.advance(Duration.ofMillis(20));
        }

        /** Ids of the agents that the database knows; nobody when it can't be asked. */
        List<String> written() {
            try {
                return database.jdbi().withHandle(CentreRows::agents).stream()
                        .map(row -> row.agent().duty().agentId())
                        .toList();
            } catch (JdbiException away) {
                return List.of();
            }
        }

        /** What could not be written is tried again. */
        void later() {
            time.advance(Duration.ofSeconds(1));
        }

        /** As by kill -9: the parts are not closed. */
        @Override
        public void close() {
            database.close();
        }
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
        try (var first = new Process()) {
            first.centre().createQueue(plan());
            first.centre().createQueue(QueuePlan.usual("18"));
            first.centre().createQueue(QueuePlan.usual("19"));
            first.centre().modifyQueue("18", is -> is.described("changed"));
            first.centre().modifyQueue("0", is -> is.described("the default one"));
            first.centre().deleteQueue("19");
        }
        try (var second = new Process()) {
            var plans = second.centre().queues().stream().map(QueueStatus::plan).toList();
            assertThat(plans).extracting(QueuePlan::id).containsExactly("0", "17", "18");
            assertThat(plans.get(0).description()).isEqualTo("the default one");
            assertThat(plans.get(1)).isEqualTo(plan());
            assertThat(plans.get(2).description()).isEqualTo("changed");
        }
    }

    @Test
    void agentsOnDutyAreOnDutyInTheStateTheyHad() {
        try (var first = new Process()) {
            first.centre().createQueue(plan());
            first.centre().agentOnWork(duty("1001", true, "0", "17"));
            first.centre().agentOnWork(duty("1002", false, "17"));
            first.centre().agentOnWork(duty("1003", true, "0"));
            first.centre().agentReady(new AgentReadiness("1001", true, 3, true, Set.of("17")));
            first.centre().agentOffWork("1003", Optional.empty(), Set.of());
        }
        try (var second = new Process()) {
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

    private static String offered(Process process, String queue) {
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
        try (var first = new Process()) {
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
        try (var second = new Process()) {
            assertThat(second.changes)
                    .extracting(change -> change.agentId() + ":"
                            + change.state().number() + " " + change.callId().orElse("-"))
                    .containsExactlyInAnyOrder("1001:0 a", "1002:1 b", "1003:0 c");
            assertThat(second.centre().agents())
                    .allMatch(agent -> agent.callId().isEmpty());
            second.gathered();
        }
        try (var third = new Process()) {
            assertThat(third.changes).isEmpty();
            assertThat(third.centre().agents())
                    .extracting(AgentStatus::state)
                    .containsExactly(AgentState.PREPARING, AgentState.READY, AgentState.PREPARING);
        }
    }

    @Test
    void whoWentOffDutyDuringItsLastTalkIsOffDuty() {
        try (var first = new Process()) {
            first.centre().createQueue(QueuePlan.usual("5"));
            first.centre().agentOnWork(duty("1001", true, "0", "5"));
            var talking = CentreBench.caller("a");
            first.centre().enter(QueueWish.of("0"), talking);
            talking.offer().answered();
            first.centre().agentOffWork("1001", Optional.empty(), Set.of());
            first.centre().deleteQueue("5");
        }
        try (var second = new Process()) {
            assertThat(second.centre().agents()).isEmpty();
        }
    }

    @Test
    void applicationsDoNotSeeEachOthersAgents() {
        try (var first = new Process()) {
            first.centre().agentOnWork(duty("1001", true, "0"));
        }
        try (var second = new Process()) {
            assertThat(second.centres.all()).hasSize(1);
        }
    }
}

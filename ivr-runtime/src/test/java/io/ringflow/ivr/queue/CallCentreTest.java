package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A call centre on its lane, in virtual time, used by several threads. */
class CallCentreTest {

    private final FakeTime time = new FakeTime();
    private final CallCentres centres = CallCentres.inMemory(CentreSettings.defaults(ZoneOffset.UTC), time, time);
    private final List<String> states = new CopyOnWriteArrayList<>();

    CallCentreTest() {
        time.idleWhen(centres::idle);
        centres.observe(new CentreObserver() {
            @Override
            public void agentChanged(AgentChange change) {
                states.add(change.agentId() + ":" + change.state().number());
            }
        });
    }

    private CallCentre centre() {
        return centres.of(SampleApplications.of("app", true));
    }

    private static AgentDuty duty(String id) {
        return new AgentDuty(id, "8" + id, Map.of("0", 5), true, Optional.empty(), Optional.empty(), false);
    }

    @Test
    void anApplicationHasOneCentreAndTheSwitchForAgentsIsHeeded() {
        assertThat(centre()).isSameAs(centre());
        assertThat(centres.of(SampleApplications.of("other", true))).isNotSameAs(centre());
        assertThatThrownBy(() -> centres.of(SampleApplications.of("off", false)))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.AGENTS_OFF));
    }

    @Test
    void whatIsDueHappensByItself() {
        centre().agentOnWork(duty("1001"));
        var caller = CentreBench.caller("a");
        centre().enter(QueueWish.of("0"), caller);
        assertThat(caller.offer().number()).isEqualTo("81001");
        time.advance(Duration.ofSeconds(31));
        assertThat(caller.withdrawn).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(caller.withdrawn).hasSize(1);
        assertThat(states).containsExactly("1001:1", "1001:2", "1001:4", "1001:0");
    }

    @Test
    void aClockThatIsSetBackDelaysWhatIsDueAndLosesNothing() {
        var back = new AtomicReference<>(Duration.ZERO);
        var settings = CentreSettings.defaults(ZoneOffset.UTC);
        var slow = CallCentres.inMemory(settings, time, () -> time.instant().minus(back.get()));
        time.idleWhen(slow::idle);
        var centre = slow.of(SampleApplications.of("app"));
        centre.agentOnWork(duty("1001"));
        var caller = CentreBench.caller("a");
        centre.enter(QueueWish.of("0"), caller);
        back.set(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(36));
        assertThat(caller.withdrawn).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(caller.withdrawn).hasSize(1);
    }

    @Test
    void whoIsRefusedIsToldOnItsOwnThread() {
        assertThatThrownBy(() -> centre().agentReady(AgentReadiness.of("1001", true)))
                .isInstanceOfSatisfying(QueueRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(QueueError.NOT_ON_DUTY));
    }

    @Test
    void anAgentOfAllQueuesIsTakenOnceByManyThreads() throws InterruptedException {
        centre().agentOnWork(duty("1001"));
        var callers = IntStream.range(0, 50)
                .mapToObj(i -> CentreBench.caller("c" + i))
                .toList();
        var threads = callers.stream()
                .map(caller -> Thread.ofVirtual().start(() -> centre().enter(QueueWish.of("0"), caller)))
                .toList();
        for (var thread : threads) thread.join();
        time.settle();
        assertThat(callers.stream().filter(caller -> !caller.offers.isEmpty())).hasSize(1);
        assertThat(centre().queue("0").orElseThrow().callers()).hasSize(50);
    }

    @Test
    void aCallThatAsksTheLaneFromTheLaneIsToldSoInsteadOfWaitingForEver() {
        centre().agentOnWork(duty("1001"));
        var said = new CopyOnWriteArrayList<String>();
        var caller = new SampleCaller("a", "1") {
            @Override
            public void offered(AgentLease lease) {
                super.offered(lease);
                try {
                    lease.giveBack();
                } catch (IllegalStateException wrong) {
                    said.add(String.valueOf(wrong.getMessage()));
                }
            }
        };
        centre().enter(QueueWish.of("0"), caller);
        assertThat(said).containsExactly("the lane would wait for itself");
    }

    @Test
    void aCallThatThrowsWhenItIsToldHarmsNobodyElse() {
        var broken = new SampleCaller("a", "1") {
            @Override
            public void offered(AgentLease lease) {
                throw new IllegalStateException("a bug");
            }
        };
        centre().enter(QueueWish.of("0"), broken);
        centre().agentOnWork(duty("1001"));
        time.advance(Duration.ofSeconds(32));
        centre().agentReady(AgentReadiness.of("1001", true));
        var next = CentreBench.caller("b");
        centre().enter(QueueWish.of("0").prioritised(1), next);
        time.advance(Duration.ofSeconds(32));
        centre().agentReady(AgentReadiness.of("1001", true));
        assertThat(next.offers).hasSize(1);
    }

    @Test
    void whenTheServerStopsNobodyWaits() {
        var caller = CentreBench.caller("a");
        centre().enter(QueueWish.of("0"), caller);
        centres.close();
        assertThat(caller.ends).containsExactly(QueueEnd.SERVER_STOPS);
    }
}

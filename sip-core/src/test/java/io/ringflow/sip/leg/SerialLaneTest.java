package io.ringflow.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.ErrorLog;
import io.ringflow.testkit.time.FakeTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialLaneTest {
    private final Lanes lanes = new Lanes();
    private final SerialLane lane = lanes.lane("leg-test");
    private final FakeTime time = new FakeTime(lanes::idle);

    @Test
    void tasksRunInOrderOnAVirtualThreadOfTheLanesName() {
        var seen = new CopyOnWriteArrayList<Integer>();
        var names = new CopyOnWriteArrayList<String>();
        IntStream.range(0, 1_000)
                .forEach(number -> lane.submit(() -> {
                    seen.add(number);
                    names.addIfAbsent(Thread.currentThread().getName() + " "
                            + Thread.currentThread().isVirtual());
                }));
        time.settle();

        assertThat(seen).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(names).containsExactly("leg-test true");
    }

    @Test
    void noTwoTasksRunAtTheSameTimeThoughManySubmit() throws InterruptedException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new AtomicInteger();
        Runnable task = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            done.incrementAndGet();
        };
        List<Thread> submitters = IntStream.range(0, 8)
                .mapToObj(number ->
                        Thread.ofVirtual().start(() -> IntStream.range(0, 200).forEach(each -> lane.submit(task))))
                .toList();
        for (Thread submitter : submitters) {
            submitter.join();
        }
        time.settle();

        assertThat(done).hasValue(1_600);
        assertThat(most).hasValue(1);
    }

    @Test
    void aVirtualThreadRunsItsTaskItselfWhenTheLaneIsEmpty() throws InterruptedException {
        var runner = new AtomicReference<Thread>();
        Thread asking = Thread.ofVirtual().start(() -> lane.submit(() -> runner.set(Thread.currentThread())));
        asking.join();

        assertThat(runner.get()).isSameAs(asking);
        assertThat(lanes.idle()).isTrue();
    }

    @Test
    void aBriefTaskRunsOnTheThreadThatBringsItUnlessTheLaneIsBusy() throws InterruptedException {
        var runners = new CopyOnWriteArrayList<Thread>();
        Thread here = Thread.currentThread();
        lane.submitBrief(() -> runners.add(Thread.currentThread()));
        assertThat(runners).containsExactly(here);

        var begun = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        lane.submit(() -> {
            begun.countDown();
            await(gate);
            runners.add(Thread.currentThread());
        });
        begun.await();
        lane.submitBrief(() -> runners.add(Thread.currentThread()));
        assertThat(runners).hasSize(1);
        gate.countDown();
        time.settle();

        assertThat(runners).hasSize(3);
        assertThat(runners.subList(1, 3)).doesNotContain(here);
    }

    @Test
    void whatATaskSubmitsRunsAfterItThoughAVirtualThreadRunsBoth() throws InterruptedException {
        var order = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual()
                .start(() -> lane.submit(() -> {
                    lane.submit(() -> order.add("second"));
                    order.add("first");
                }))
                .join();
        time.settle();

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void aVirtualThreadIsNotKeptForTheTasksOfOthers() throws InterruptedException {
        var others = new CountDownLatch(1);
        var seen = new CopyOnWriteArrayList<Thread>();
        Thread asking = Thread.ofVirtual()
                .start(() -> lane.submit(() -> {
                    lane.submit(() -> {
                        seen.add(Thread.currentThread());
                        await(others);
                    });
                    seen.add(Thread.currentThread());
                }));
        asking.join();
        others.countDown();
        time.settle();

        assertThat(seen).hasSize(2).first().isSameAs(asking);
        assertThat(seen.getLast()).isNotSameAs(asking);
    }

    @Test
    void aTaskThatFailsDoesNotStopTheNext() {
        var ran = new AtomicInteger();
        try (var log = new ErrorLog("leg.SerialLane")) {
            lane.submit(() -> {
                throw new IllegalStateException("a bug");
            });
            lane.submit(ran::incrementAndGet);
            time.settle();
            assertThat(log.lines()).hasSize(1);
        }

        assertThat(ran).hasValue(1);
    }

    @Test
    void allLanesAreIdleOnlyWhenNoneHasWork() {
        var gate = new CountDownLatch(1);
        lanes.lane("leg-other").submit(() -> await(gate));

        assertThat(lanes.idle()).isFalse();
        gate.countDown();
        time.settle();
        assertThat(lanes.idle()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

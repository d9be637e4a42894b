package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.Eventually;
import io.ringflow.testkit.junit.LeakProbe;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SipWorkersTest {

    @Test
    void workBeyondTheQueueIsNotTakenAndWhatWasTakenIsDoneInOrder() {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var done = new CountDownLatch(3);
        List<Integer> order = new CopyOnWriteArrayList<>();
        try (var workers = new SipWorkers("test", 1, 2)) {
            assertThat(workers.offer("a", () -> {
                        begun.countDown();
                        await(goOn);
                        order.add(1);
                        done.countDown();
                    }))
                    .isTrue();
            await(begun);

            assertThat(workers.offer("a", () -> add(order, 2, done))).isTrue();
            assertThat(workers.offer("b", () -> add(order, 3, done))).isTrue();
            assertThat(workers.offer("a", () -> add(order, 4, done))).isFalse();

            goOn.countDown();
            await(done);
            assertThat(order).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whoMayDoTheWorkDoesItUnlessItsWorkerHasSome() {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var done = new CountDownLatch(2);
        List<String> threads = new CopyOnWriteArrayList<>();
        List<Integer> order = new CopyOnWriteArrayList<>();
        try (var workers = new SipWorkers("test", 1, 2)) {
            workers.perform("a", () -> threads.add(Thread.currentThread().getName()));
            assertThat(threads).containsExactly(Thread.currentThread().getName());
            assertThat(workers.idle()).isTrue();

            workers.offer("a", () -> {
                begun.countDown();
                await(goOn);
                add(order, 1, done);
            });
            await(begun);
            assertThat(workers.perform("a", () -> add(order, 2, done))).isTrue();
            assertThat(workers.perform("a", () -> {})).isTrue();
            assertThat(workers.perform("a", () -> {})).isFalse();
            goOn.countDown();
            await(done);
            assertThat(order).containsExactly(1, 2);
        }
    }

    @Test
    void theyAreIdleWhenNothingIsQueuedAndNothingRuns() {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var workers = new SipWorkers("test", 1, 1)) {
            workers.offer("a", () -> {
                begun.countDown();
                await(goOn);
            });
            await(begun);
            assertThat(workers.idle()).isFalse();
            assertThat(workers.offer("a", () -> {})).isTrue();
            assertThat(workers.offer("a", () -> {})).as("is not taken").isFalse();
            goOn.countDown();
            Eventually.holds(workers::idle, "idle");
        }
    }

    @Test
    void workThatFailsCostsWhoDoesItNothing() {
        try (var workers = new SipWorkers("test", 1, 8)) {
            workers.perform("a", () -> {
                throw new StackOverflowError("a message nested too deep");
            });
            assertThat(workers.idle()).isTrue();
        }
    }

    @Test
    void workThatFailsCostsNoWorker() throws InterruptedException {
        var done = new CountDownLatch(1);
        try (var workers = new SipWorkers("test", 1, 8)) {
            workers.offer("a", () -> {
                throw new StackOverflowError("a message nested too deep");
            });
            workers.offer("a", done::countDown);

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void threadsEndThoughTheirWorkSwallowsInterruptsAndTheirQueueIsFull() {
        var leaks = LeakProbe.start("stubborn");
        var begun = new CountDownLatch(1);
        var goOn = new AtomicBoolean();
        var workers = new SipWorkers("stubborn", 1, 2);
        workers.offer("a", () -> {
            begun.countDown();
            while (!goOn.get()) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
        });
        await(begun);
        while (workers.offer("a", () -> {})) {
            Thread.onSpinWait();
        }
        var closing = Thread.ofPlatform().start(workers::close);
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.set(true);
        leaks.assertNothingLeft();
    }

    private static void add(List<Integer> order, int number, CountDownLatch done) {
        order.add(number);
        done.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not happen");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

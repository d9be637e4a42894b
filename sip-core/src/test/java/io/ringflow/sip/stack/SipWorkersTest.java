package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

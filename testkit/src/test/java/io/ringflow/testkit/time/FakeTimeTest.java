package io.ringflow.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FakeTimeTest {
    private final FakeTime time = new FakeTime();
    private final List<String> story = new ArrayList<>();

    @Test
    void nothingFiresUntilTimeMoves() {
        time.schedule(() -> tell("fired"), 1, TimeUnit.SECONDS);
        time.advance(Duration.ofMillis(999));
        assertThat(story).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(story).containsExactly("1000 fired");
    }

    @Test
    void timersFireInOrderOfTimeThenOfMaking() {
        time.schedule(() -> tell("late"), 30, TimeUnit.MILLISECONDS);
        time.schedule(() -> tell("first"), 10, TimeUnit.MILLISECONDS);
        time.schedule(() -> tell("second"), 10, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofSeconds(1));
        assertThat(story).containsExactly("10 first", "10 second", "30 late");
    }

    @Test
    void aTimerMadeByATimerFiresWithinTheSameAdvance() {
        time.schedule(() -> time.schedule(() -> tell("inner"), 5, TimeUnit.MILLISECONDS), 5, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(10));
        assertThat(story).containsExactly("10 inner");
    }

    @Test
    void fixedRateRepeatsUntilCancelled() {
        var timer = time.scheduleAtFixedRate(() -> tell("tick"), 20, 20, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(70));
        timer.cancel(false);
        time.advance(Duration.ofMillis(70));
        assertThat(story).containsExactly("20 tick", "40 tick", "60 tick");
    }

    @Test
    void aTimerMayCancelItself() {
        var holder = new ArrayList<Future<?>>();
        holder.add(time.scheduleWithFixedDelay(
                () -> {
                    tell("once");
                    holder.getFirst().cancel(false);
                },
                1,
                1,
                TimeUnit.SECONDS));
        time.advance(Duration.ofSeconds(5));
        assertThat(story).containsExactly("1000 once");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void pendingTimersShowALeak() {
        var timer = time.schedule(() -> {}, 1, TimeUnit.HOURS);
        assertThat(time.pendingTimers()).isEqualTo(1);
        assertThat(time.pendingDelays()).containsExactly(Duration.ofHours(1));
        timer.cancel(false);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void timeWaitsForTheWorkATimerStarted() throws InterruptedException {
        BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
        var handled = new AtomicInteger();
        var busy = new AtomicInteger();
        var script = Thread.ofVirtual().start(() -> {
            while (!take(inbox).equals("end")) {
                handled.incrementAndGet();
                busy.decrementAndGet();
            }
        });
        time.idleWhen(() -> busy.get() == 0);
        time.scheduleAtFixedRate(
                () -> {
                    busy.incrementAndGet();
                    inbox.add("event");
                },
                1,
                1,
                TimeUnit.MILLISECONDS);
        for (int i = 1; i <= 500; i++) {
            time.advance(Duration.ofMillis(1));
            assertThat(handled).hasValue(i);
        }
        inbox.add("end");
        script.join();
    }

    @Test
    void executedWorkIsWaitedForUntilItEndsOrParks() {
        time.execute(() -> {
            tell("worked");
            time.schedule(() -> tell("later"), 1, TimeUnit.SECONDS);
        });
        time.advance(Duration.ofSeconds(1));
        assertThat(story).containsExactly("0 worked", "1000 later");
    }

    @Test
    void whatATimerThrowsReachesTheTest() {
        time.schedule(
                (Runnable) () -> {
                    throw new IllegalStateException("broken");
                },
                1,
                TimeUnit.SECONDS);
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("broken");
    }

    @Test
    void wallClockMovesWithTheTimers() {
        var before = time.instant();
        time.advance(Duration.ofMinutes(3));
        assertThat(Duration.between(before, time.instant())).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void afterShutdownNothingIsTakenAndNothingFires() {
        time.schedule(() -> tell("never"), 1, TimeUnit.SECONDS);
        time.close();
        assertThatThrownBy(() -> time.schedule(() -> {}, 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
        time.advance(Duration.ofSeconds(2));
        assertThat(story).isEmpty();
        assertThat(time.isTerminated()).isTrue();
    }

    private synchronized void tell(String what) {
        story.add(time.elapsed().toMillis() + " " + what);
    }

    private static String take(BlockingQueue<String> inbox) {
        try {
            return inbox.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

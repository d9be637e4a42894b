package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutorSipTimerTest {
    private final FakeTime time = new FakeTime();
    private final ExecutorSipTimer timer = new ExecutorSipTimer();
    private final Count task = new Count();

    @BeforeEach
    void start() {
        timer.startOn(time);
    }

    @Test
    void aTaskRunsOnceAtItsTime() {
        assertThat(timer.schedule(task, 500)).isTrue();

        time.advance(Duration.ofMillis(499));
        assertThat(task.runs).isZero();
        time.advance(Duration.ofSeconds(10));

        assertThat(task.runs).isEqualTo(1);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aTaskThatIsCancelledDoesNotRunAndIsTaken() {
        timer.schedule(task, 500);

        assertThat(timer.cancel(task)).isTrue();

        assertThat(task.cleaned).isTrue();
        assertThat(time.pendingTimers()).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(task.runs).isZero();
        assertThat(timer.cancel(task)).isFalse();
    }

    @Test
    void aPeriodicTaskRunsUntilItIsCancelledThoughItFails() {
        task.fails = true;
        timer.scheduleWithFixedDelay(task, 0, 500);

        time.advance(Duration.ofSeconds(1));
        assertThat(task.runs).isEqualTo(3);
        timer.cancel(task);
        time.advance(Duration.ofSeconds(10));

        assertThat(task.runs).isEqualTo(3);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aPeriodicTaskMayCancelItself() {
        task.last = () -> timer.cancel(task);
        timer.scheduleWithFixedDelay(task, 500, 500);

        time.advance(Duration.ofSeconds(10));

        assertThat(task.runs).isEqualTo(1);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void nothingIsLeftAfterTheStopAndNothingCanBeAdded() {
        timer.schedule(task, 32_000);
        timer.scheduleWithFixedDelay(new Count(), 500, 500);

        timer.stop();

        assertThat(timer.isStarted()).isFalse();
        assertThat(time.pendingTimers()).isZero();
        assertThatThrownBy(() -> timer.schedule(task, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anExecutorThatIsClosedTakesNothing() {
        time.shutdown();

        assertThat(timer.schedule(task, 1)).isFalse();
    }

    /** A task that counts its runs. */
    private static final class Count extends SIPStackTimerTask {
        private int runs;
        private boolean fails;
        private boolean cleaned;
        private Runnable last = () -> {};

        @Override
        public void runTask() {
            runs++;
            last.run();
            if (fails) {
                throw new IllegalStateException("a bug");
            }
        }

        @Override
        public Object getThreadHash() {
            return this;
        }

        @Override
        public void cleanUpBeforeCancel() {
            cleaned = true;
        }
    }
}

package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 §17.1.2 over UDP, with its timers E and F. */
class NonInviteTransactionTest {

    private final FakeTime time = new FakeTime();
    private final FakeFlow flow = new FakeFlow(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060));
    private final List<String> told = new ArrayList<>();
    private final NonInviteTransaction transaction = new NonInviteTransaction(
            "BYE".getBytes(StandardCharsets.US_ASCII), flow, time, cause -> {}, () -> told.add("timeout"));

    @Test
    void isSentAtGrowingIntervalsAndGivenUpAfter32Seconds() {
        transaction.begin();
        assertThat(sentAfter(0, 499, 1, 999, 1, 1_999, 1, 3_999, 1)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5);

        time.advance(Duration.ofMillis(24_499));
        assertThat(told).isEmpty();
        time.advance(Duration.ofMillis(1));

        assertThat(told).containsExactly("timeout");
        assertThat(flow.sent()).hasSize(11);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void whoWorksOnItIsAskedEveryFourSecondsOnly() {
        transaction.begin();
        transaction.proceeding();

        assertThat(sentAfter(500, 3_999, 1)).containsExactly(2, 2, 3);
    }

    @Test
    void isOverWithItsFinalResponse() {
        transaction.begin();
        transaction.end();
        time.advance(Duration.ofMinutes(1));

        assertThat(flow.sent()).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    /** The answer may be here before the thread that sent the request goes on. */
    @Test
    void whatIsOverBeforeItsTimerBeginsHasNone() {
        transaction.end();
        transaction.begin();

        assertThat(time.pendingTimers()).isZero();
    }

    /** The answer may come while the timer is on its way. */
    @Test
    void aTimerThatGoesOffAsItEndsSendsNothing() throws InterruptedException {
        transaction.begin();
        Thread late;
        synchronized (transaction) {
            late = Thread.ofPlatform().start(() -> time.advance(Duration.ofMillis(500)));
            while (late.isAlive() && late.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            transaction.end();
        }
        late.join();

        assertThat(flow.sent()).hasSize(1);
        assertThat(time.pendingTimers()).isZero();
    }

    /** The thread that reads the answer does not wait for the one that is still sending. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anAnswerIsTakenWhileTheRequestIsBeingSent(int answered) {
        flow.whileSending(() -> {
            if (flow.sent().size() == answered) {
                assertThat(endsOnAnotherThread()).isTrue();
            }
        });
        transaction.begin();
        time.advance(Duration.ofMinutes(1));

        assertThat(flow.sent()).hasSize(answered);
        assertThat(time.pendingTimers()).isZero();
    }

    private boolean endsOnAnotherThread() {
        try {
            return Thread.ofPlatform().daemon().start(transaction::end).join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<Integer> sentAfter(int... millis) {
        List<Integer> sent = new ArrayList<>();
        for (int step : millis) {
            time.advance(Duration.ofMillis(step));
            sent.add(flow.sent().size());
        }
        return sent;
    }
}

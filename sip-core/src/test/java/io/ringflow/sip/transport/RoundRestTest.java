package io.ringflow.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a loop sleeps before it waits for its sockets. Times in microseconds. */
class RoundRestTest {
    private long now;
    private final List<Long> slept = new ArrayList<>();
    private final RoundRest rest = new RoundRest(() -> now * 1_000, nanos -> {
        slept.add(nanos / 1_000);
        now += nanos / 1_000;
    });

    /** The loop is about to wait for its sockets. */
    private void round(long time) throws Exception {
        now = time;
        assertThat(rest.calculateStrategy(() -> 7, false)).isEqualTo(SelectStrategy.SELECT);
    }

    @Test
    void aShortRoundIsSleptToItsEnd() throws Exception {
        round(5_000);
        round(5_300);
        assertThat(slept).containsExactly(700L);
        round(6_900);
        assertThat(slept).containsExactly(700L, 100L);
    }

    @Test
    void whoWaitedForAMillisecondReadsAtOnce() throws Exception {
        round(5_000);
        round(6_000);
        round(60_000);
        assertThat(slept).isEmpty();
    }

    @Test
    void theFirstRoundOfALoopDoesNotSleep() throws Exception {
        round(0);
        assertThat(slept).isEmpty();
    }

    @Test
    void queuedWorkDoesNotWait() throws Exception {
        round(5_000);
        now = 5_100;
        assertThat(rest.calculateStrategy(() -> 7, true)).isEqualTo(7);
        assertThat(slept).isEmpty();
    }
}

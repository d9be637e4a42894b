package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final long MILLI = 1_000_000;

    private final Cadence cadence = new Cadence();

    /** A packet every 20 ms, each read a few milliseconds after it came. */
    private long settled(long first) {
        long arrival = first;
        for (int i = 0; i < 100; i++, arrival += 20 * MILLI) {
            cadence.moreExpected(arrival, arrival + 5 * MILLI);
        }
        return arrival;
    }

    @Test
    void withoutARhythmMoreIsExpected() {
        assertThat(cadence.moreExpected(1_000 * MILLI, 1_000 * MILLI)).isTrue();
        assertThat(cadence.moreExpected(1_020 * MILLI, 1_022 * MILLI)).isTrue();
    }

    @Test
    void behindAPacketOfASteadyPeerNothingIsExpected() {
        long next = settled(0);
        assertThat(cadence.moreExpected(next, next + 5 * MILLI)).isFalse();
    }

    /** Also what was left unread by mistake: at the next turn it is a whole tick old. */
    @Test
    void behindAnOldPacketTheNextOneIsExpected() {
        long next = settled(0);
        assertThat(cadence.moreExpected(next, next + 19 * MILLI)).isTrue();
        assertThat(cadence.moreExpected(next + 20 * MILLI, next + 25 * MILLI)).isFalse();
    }

    /** The read that would find nothing is a quarter of all, if a steady peer's packet is thought due too early. */
    @Test
    void behindAPacketOfASteadyPeerNothingIsExpectedUntilItIsDue() {
        long next = settled(0);
        assertThat(cadence.moreExpected(next, next + 18 * MILLI)).isFalse();
    }

    @Test
    void behindAPacketOfAnUnsteadyPeerTheNextOneIsExpectedSooner() {
        long arrival = 0;
        for (int i = 0; i < 200; i++, arrival += (i % 2 == 0 ? 18 : 22) * MILLI) {
            cadence.moreExpected(arrival, arrival + 5 * MILLI);
        }
        assertThat(cadence.moreExpected(arrival, arrival + 10 * MILLI)).isFalse();
        assertThat(cadence.moreExpected(arrival + 20 * MILLI, arrival + 35 * MILLI))
                .isTrue();
    }

    @Test
    void behindALatePacketTheOnesHeldUpWithItAreExpected() {
        long next = settled(0);
        assertThat(cadence.moreExpected(next + 30 * MILLI, next + 31 * MILLI)).isTrue();
    }

    @Test
    void twoPacketsATickAreBothExpected() {
        long arrival = 0;
        for (int i = 0; i < 200; i++, arrival += 10 * MILLI) {
            cadence.moreExpected(arrival, arrival);
        }
        assertThat(cadence.moreExpected(arrival, arrival + 12 * MILLI)).isTrue();
        assertThat(cadence.moreExpected(arrival + 10 * MILLI, arrival + 12 * MILLI))
                .isFalse();
    }

    @Test
    void anotherPeerBringsAnotherRhythm() {
        long next = settled(0);
        cadence.restart();
        assertThat(cadence.moreExpected(next, next + 5 * MILLI)).isTrue();
    }

    @Test
    void nothingPilesUpWhateverTheDelays() {
        long queued = 0;
        long sent = 0;
        long read = 0;
        long[] arrivals = new long[2_001];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = i * 20 * MILLI + (i * 7919L % 61) * MILLI;
        }
        Arrays.sort(arrivals);
        for (long now = 10 * MILLI; now < 2_000 * 20 * MILLI; now += 20 * MILLI) {
            while (arrivals[(int) sent] <= now) {
                sent++;
            }
            while (read < sent && cadence.moreExpected(arrivals[(int) read++], now)) {}
            queued = Math.max(queued, sent - read);
        }
        assertThat(queued).isLessThanOrEqualTo(2);
        assertThat(read).isGreaterThan(1_990);
    }
}

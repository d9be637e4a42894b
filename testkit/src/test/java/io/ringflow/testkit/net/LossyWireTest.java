package io.ringflow.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LossyWireTest {
    @Test
    void aSeedLosesTheSamePacketsEachTime() {
        assertThat(arrivals(() -> LossRule.random(0.05, 7))).isEqualTo(arrivals(() -> LossRule.random(0.05, 7)));
        assertThat(arrivals(() -> LossRule.random(0.05, 7))).isNotEqualTo(arrivals(() -> LossRule.random(0.05, 8)));
    }

    @Test
    void randomLossComesNearItsProbability() {
        assertThat(arrivals(() -> LossRule.random(0.05, 7))).hasSizeBetween(9_400, 9_600);
    }

    @Test
    void burstsHaveTheirShareAndLength() {
        var arrived = arrivals(() -> LossRule.burst(0.05, 3, 7));
        assertThat(arrived).hasSizeBetween(9_350, 9_650);
        int bursts = 0;
        for (int i = 1; i < arrived.size(); i++) {
            bursts += arrived.get(i) - arrived.get(i - 1) > 1 ? 1 : 0;
        }
        assertThat((10_000.0 - arrived.size()) / bursts).isBetween(2.5, 3.5);
    }

    @Test
    void evenBurstsHaveTheirShareAndAGreatestLength() {
        var arrived = arrivals(() -> LossRule.evenBursts(0.05, 6, 7));
        assertThat(arrived).hasSizeBetween(9_350, 9_650);
        int longest = 0;
        for (int i = 1; i < arrived.size(); i++) {
            longest = Math.max(longest, arrived.get(i) - arrived.get(i - 1) - 1);
        }
        assertThat(longest).isEqualTo(11);
    }

    @Test
    void everyNthIsLost() {
        var wire = new LossyWire(LossRule.everyNth(3));
        assertThat(through(wire, 9)).containsExactly(0, 1, 3, 4, 6, 7);
        assertThat(wire.lost()).isEqualTo(3);
    }

    @Test
    void theFirstOfEachEventAreLost() {
        var wire = new LossyWire(LossRule.firstOfEvent(101, 2));
        for (int event = 0; event < 3; event++) {
            for (int i = 0; i < 5; i++) {
                wire.put(event(event, i, false), 0);
            }
        }
        assertThat(wire.due(0))
                .extracting(packet -> packet[7] * 10 + packet[3])
                .containsExactly(2, 3, 4, 12, 13, 14, 22, 23, 24);
    }

    @Test
    void theEndsOfAnEventAreLostButSome() {
        var wire = new LossyWire(LossRule.endOfEvent(101, 1));
        for (int i = 0; i < 6; i++) {
            wire.put(event(0, i, i > 2), 0);
        }
        assertThat(wire.due(0)).extracting(packet -> (int) packet[3]).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aDelayedPacketComesByItsTime() {
        var wire = new LossyWire(LossRule.delay(50));
        wire.put(new byte[] {1}, 100);
        assertThat(wire.due(149)).isEmpty();
        assertThat(wire.due(150)).hasSize(1);
        assertThat(wire.due(200)).isEmpty();
    }

    @Test
    void reorderingLosesNothing() {
        var arrived = arrivals(() -> LossRule.reorder(0.05, 30, 1));
        assertThat(arrived)
                .hasSize(10_000)
                .isNotEqualTo(arrived.stream().sorted().toList());
    }

    @Test
    void duplicatesComeTwice() {
        assertThat(arrivals(() -> LossRule.duplicate(0.05, 1))).hasSizeBetween(10_400, 10_600);
    }

    private static List<Integer> arrivals(Supplier<LossRule> rule) {
        return through(new LossyWire(rule.get()), 10_000);
    }

    private static List<Integer> through(LossyWire wire, int count) {
        var arrived = new ArrayList<Integer>();
        for (int i = 0; i < count + 10; i++) {
            if (i < count) {
                wire.put(new byte[] {(byte) (i >> 8), (byte) i}, 20L * i);
            }
            wire.due(20L * i).forEach(packet -> arrived.add((packet[0] & 0xFF) << 8 | packet[1] & 0xFF));
        }
        return arrived;
    }

    private static byte[] event(int event, int sequence, boolean end) {
        byte[] packet = new byte[16];
        packet[0] = (byte) 0x80;
        packet[1] = 101;
        packet[3] = (byte) sequence;
        packet[7] = (byte) event;
        packet[13] = (byte) (end ? 0x8A : 0x0A);
        return packet;
    }
}

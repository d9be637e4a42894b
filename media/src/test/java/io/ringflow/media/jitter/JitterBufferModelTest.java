package io.ringflow.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.jitter.JitterBuffer.Frame;
import io.ringflow.media.rtp.Packets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buffer against a naive model and against rules, with random loss, reordering, duplication and delay. */
class JitterBufferModelTest {
    private static final int PACKETS = 3_000;

    /** A packet and the tick at which the network delivers it. */
    private record Delivery(int tick, int packet) {}

    private static List<Delivery> network(Random random, int maxDelayTicks, double loss, double duplicates) {
        List<Delivery> deliveries = new ArrayList<>();
        deliveries.add(new Delivery(0, 0));
        for (int packet = 1; packet < PACKETS; packet++) {
            if (random.nextDouble() < loss) {
                continue;
            }
            deliveries.add(new Delivery(packet + random.nextInt(maxDelayTicks + 1), packet));
            if (random.nextDouble() < duplicates) {
                deliveries.add(new Delivery(packet + random.nextInt(maxDelayTicks + 1), packet));
            }
        }
        return deliveries;
    }

    /** 20 ms that name their packet. */
    private static byte[] payload(int packet) {
        byte[] payload = new byte[160];
        for (int i = 0; i < payload.length; i += 4) {
            payload[i] = (byte) (packet >> 8);
            payload[i + 1] = (byte) packet;
        }
        return payload;
    }

    private static int packetIn(byte[] frame) {
        return (frame[0] & 0xFF) << 8 | frame[1] & 0xFF;
    }

    private static void deliver(JitterBuffer buffer, List<Delivery> deliveries, int tick) {
        for (Delivery delivery : deliveries) {
            if (delivery.tick == tick) {
                buffer.put(Packets.header(delivery.packet, 5_000L + delivery.packet * 160L, payload(delivery.packet)));
            }
        }
    }

    /** With a fixed delay: packet p is due three ticks after its sending, and heard if it was there by then. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFixedDelayHearsExactlyWhatANaiveModelHears(long seed) {
        Random random = new Random(seed);
        List<Delivery> deliveries = network(random, 5, 0.1, 0.1);
        JitterBuffer buffer = new JitterBuffer(8_000, 8, 60, 60);
        byte[] frame = new byte[80];
        Set<Integer> arrived = new HashSet<>();
        for (int tick = 0; tick < PACKETS; tick++) {
            deliver(buffer, deliveries, tick);
            for (Delivery delivery : deliveries) {
                if (delivery.tick == tick) {
                    arrived.add(delivery.packet);
                }
            }
            int due = tick - 3;
            for (int half = 0; half < 2; half++) {
                Frame got = buffer.take(frame, 0);
                if (due >= 0 && arrived.contains(due)) {
                    assertThat(got).as("tick %d", tick).isEqualTo(Frame.FRAME);
                    assertThat(packetIn(frame)).isEqualTo(due);
                } else {
                    assertThat(got).as("tick %d", tick).isNotEqualTo(Frame.FRAME);
                }
            }
        }
    }

    /** Adaptive: audio is never altered, repeated or turned back, the delay stays bounded, and most of it is heard. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void anAdaptiveDelayKeepsOrderAndBounds(long seed) {
        Random random = new Random(seed);
        List<Delivery> deliveries = network(random, 6, 0.05, 0.05);
        JitterBuffer buffer = new JitterBuffer(8_000, 8, 40, 200);
        byte[] frame = new byte[80];
        int last = -1;
        int halves = 0;
        int heard = 0;
        for (int tick = 0; tick < PACKETS; tick++) {
            deliver(buffer, deliveries, tick);
            assertThat(buffer.depthMillis()).isLessThanOrEqualTo(200 + 20);
            for (int half = 0; half < 2; half++) {
                if (buffer.take(frame, 0) != Frame.FRAME) {
                    continue;
                }
                heard++;
                int packet = packetIn(frame);
                assertThat(packet).isGreaterThanOrEqualTo(last);
                halves = packet == last ? halves + 1 : 1;
                assertThat(halves).isLessThanOrEqualTo(2);
                last = packet;
            }
        }
        int distinct =
                (int) deliveries.stream().mapToInt(Delivery::packet).distinct().count();
        assertThat(heard).isGreaterThan(2 * distinct * 95 / 100);
    }
}

package io.ringflow.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProbesSocketTest {
    @Test
    void aThreadThatStaysIsALeak() {
        var end = new CountDownLatch(1);
        var probe = LeakProbe.start("leaky");
        var thread = Thread.ofPlatform().name("leaky-1").start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(probe.left()).hasSize(1).first().asString().contains("leaky-1");
        end.countDown();
        probe.assertNothingLeft();
        assertThat(thread.getName()).isEqualTo("leaky-1");
    }

    @Test
    void aSocketThatStaysIsALeak() throws IOException {
        var probe = LeakProbe.start("no such thread");
        try (var socket = new DatagramSocket(0)) {
            assertThat(socket.isClosed()).isFalse();
            assertThat(probe.left()).hasSize(1).first().asString().startsWith("udp");
        }
        probe.assertNothingLeft();
    }

    @Test
    void allocationIsCounted() {
        var sink = new Object[1];
        assertThat(AllocationProbe.bytes(() -> sink[0] = new byte[1_000])).isBetween(1_000L, 1_100L);
        assertThatThrownBy(() -> AllocationProbe.assertNone(10, () -> sink[0] = new byte[1]))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void nothingAllocatesNothing() {
        long[] sum = new long[1];
        AllocationProbe.assertNone(20_000, () -> sum[0] += 3);
        assertThat(sum[0]).isPositive();
    }
}

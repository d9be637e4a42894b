package io.ringflow.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** All that waits in the socket is read in one round, in its order. */
class DatagramRoundSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void whatCameDuringARoundIsReadInTheNextOne() throws Exception {
        var heard = new Heard();
        var config = SipConfig.of(List.of(new ListenAddress(Transport.UDP, LOOPBACK, 0, null)));
        try (var network = SipNetwork.open(config, new FakeTime(), heard, SipObserver.NONE);
                var peer = new DatagramSocket(0, LOOPBACK)) {
            int port = network.listeners().getFirst().address().port();
            send(peer, port, "1");
            await(heard.first);
            send(peer, port, "2");
            send(peer, port, "3");
            send(peer, port, "4");
            heard.goOn.countDown();
            await(heard.rounds);

            assertThat(heard.order).startsWith("1", "pause", "2", "3", "4", "pause");
        }
    }

    private static void send(DatagramSocket from, int port, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        from.send(new DatagramPacket(octets, octets.length, LOOPBACK, port));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Stops at the first message until it may go on. */
    private static final class Heard implements MessageReceiver {
        private final CountDownLatch first = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final CountDownLatch rounds = new CountDownLatch(2);
        private final List<String> order = new CopyOnWriteArrayList<>();

        @Override
        public void onMessage(byte[] octets, NetworkListener listener, Flow flow) {
            order.add(new String(octets, StandardCharsets.US_ASCII));
            first.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onPause() {
            order.add("pause");
            rounds.countDown();
        }

        @Override
        public void onBroken(byte[] head, int status, NetworkListener listener, Flow flow) {}

        @Override
        public void onRefused(Refusal why, InetSocketAddress source) {}
    }
}

package io.ringflow.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class UdpRelaySocketTest {
    @Test
    void packetsPassBothWaysButThoseTheRuleLoses() throws IOException {
        try (var target = socket();
                var client = socket();
                var relay = UdpRelay.to(
                        (InetSocketAddress) target.getLocalSocketAddress(), LossRule.first(1), LossRule.delay(5))) {
            send(client, 1, relay.address());
            send(client, 2, relay.address());
            var seen = receive(target);
            assertThat(seen.getData()[0]).isEqualTo((byte) 2);
            assertThat(seen.getSocketAddress()).isEqualTo(relay.farAddress());
            send(target, 3, seen.getSocketAddress());
            assertThat(receive(client).getData()[0]).isEqualTo((byte) 3);
        }
    }

    private static DatagramSocket socket() throws IOException {
        var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(DatagramSocket from, int value, SocketAddress to) throws IOException {
        from.send(new DatagramPacket(new byte[] {(byte) value}, 1, to));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        var packet = new DatagramPacket(new byte[1], 1);
        at.receive(packet);
        return packet;
    }
}

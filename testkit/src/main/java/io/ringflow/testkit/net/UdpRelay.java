package io.ringflow.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A lossy wire between two UDP sockets in real time. Who sends to {@link #address} is heard by the target as coming
 * from the relay, and gets the target's packets back; the last who sent is the near end. Each way has its own rule.
 */
public final class UdpRelay implements AutoCloseable {
    private final DatagramSocket near;
    private final DatagramSocket far;
    private final InetSocketAddress target;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("udp-relay-timer").factory());

    private volatile Optional<InetSocketAddress> client = Optional.empty();
    private volatile boolean cut;

    private UdpRelay(InetSocketAddress target, LossRule toTarget, LossRule toClient) throws IOException {
        this.target = target;
        var loopback = InetAddress.getByName("127.0.0.1");
        near = new DatagramSocket(0, loopback);
        far = new DatagramSocket(0, loopback);
        Thread.ofPlatform().daemon().name("udp-relay-" + near.getLocalPort()).start(() -> carry(near, toTarget));
        Thread.ofPlatform().daemon().name("udp-relay-" + far.getLocalPort()).start(() -> carry(far, toClient));
    }

    public static UdpRelay to(InetSocketAddress target, LossRule toTarget, LossRule toClient) {
        try {
            return new UdpRelay(target, toTarget, toClient);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the near end sends, and hears from. */
    public InetSocketAddress address() {
        return (InetSocketAddress) near.getLocalSocketAddress();
    }

    /** Where the target sees this relay. */
    public InetSocketAddress farAddress() {
        return (InetSocketAddress) far.getLocalSocketAddress();
    }

    /** Loses everything in both directions, or stops doing so. */
    public void cut(boolean everything) {
        cut = everything;
    }

    @Override
    public void close() {
        near.close();
        far.close();
        later.shutdownNow();
    }

    private void carry(DatagramSocket from, LossRule rule) {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        long index = 0;
        while (!from.isClosed()) {
            try {
                packet.setLength(65_536);
                from.receive(packet);
            } catch (IOException closed) {
                continue;
            }
            byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
            if (from == near) {
                client = Optional.of((InetSocketAddress) packet.getSocketAddress());
            }
            var fate = rule.judge(octets, index++);
            for (int copy = 0; copy < (cut ? 0 : fate.copies()); copy++) {
                deliver(from == near, octets, fate.delayMillis());
            }
        }
    }

    private void deliver(boolean toTarget, byte[] octets, int delayMillis) {
        Runnable send = () -> {
            try {
                if (toTarget) {
                    far.send(new DatagramPacket(octets, octets.length, target));
                } else if (client.isPresent()) {
                    near.send(new DatagramPacket(octets, octets.length, client.get()));
                }
            } catch (IOException e) {
                // Closed, or nobody there: the packet is lost, as on any wire.
            }
        };
        try {
            if (delayMillis == 0) {
                send.run();
            } else {
                later.schedule(send, delayMillis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException closed) {
            // The relay was closed while a packet was under way.
        }
    }
}

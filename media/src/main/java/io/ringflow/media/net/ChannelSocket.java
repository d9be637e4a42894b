package io.ringflow.media.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * One UDP port that never blocks and never throws: what the network does wrong is counted. Opened anywhere, then owned
 * by one leg's loop.
 */
public final class ChannelSocket implements AutoCloseable {

    /** No source: nothing was there. */
    public static final InetSocketAddress NOBODY = InetSocketAddress.createUnresolved("nobody", 0);

    private final DatagramChannel channel;
    private final InetSocketAddress local;

    private InetSocketAddress peer = NOBODY;
    private long unreachable;
    private long failures;

    private ChannelSocket(DatagramChannel channel, InetSocketAddress local) {
        this.channel = channel;
        this.local = local;
    }

    /**
     * Binds a port; 0 takes any.
     *
     * @throws IOException when the port is taken
     */
    public static ChannelSocket bind(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, port));
            return new ChannelSocket(channel, (InetSocketAddress) channel.getLocalAddress());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public int localPort() {
        return local.getPort();
    }

    public InetAddress localAddress() {
        return local.getAddress();
    }

    /**
     * Receives one datagram into {@code [0, limit)} of the buffer.
     *
     * @return its source, or {@link #NOBODY}
     */
    public InetSocketAddress receive(ByteBuffer packet) {
        packet.clear();
        try {
            if (peer != NOBODY) {
                int length = channel.read(packet);
                packet.flip();
                // An empty datagram reads as nothing; what follows it is read at the next tick.
                return length > 0 ? peer : NOBODY;
            }
            var source = (InetSocketAddress) channel.receive(packet);
            packet.flip();
            return source != null ? source : NOBODY;
        } catch (PortUnreachableException e) {
            onUnreachable();
        } catch (IOException e) {
            failures++;
        }
        return NOBODY;
    }

    /** Sends what is between position and limit; what the system does not take at once is lost, as on any network. */
    public void send(ByteBuffer packet, InetSocketAddress target) {
        try {
            if (peer == target || peer.equals(target)) {
                channel.write(packet);
                return;
            }
            if (peer != NOBODY) {
                disconnect();
            }
            channel.send(packet, target);
        } catch (PortUnreachableException e) {
            onUnreachable();
        } catch (IOException | UnsupportedAddressTypeException e) {
            failures++;
        }
    }

    /** From now on the kernel lets only this peer's datagrams through. What is queued is dropped: drain first. */
    public void connect(InetSocketAddress to) {
        if (peer.equals(to)) {
            return;
        }
        disconnect();
        try {
            channel.connect(to);
            peer = to;
        } catch (IOException | UnsupportedAddressTypeException e) {
            failures++;
        }
    }

    /** Datagrams of all sources are received again. */
    public void disconnect() {
        if (peer == NOBODY) {
            return;
        }
        peer = NOBODY;
        try {
            channel.disconnect();
        } catch (IOException e) {
            failures++;
        }
    }

    public boolean connected() {
        return peer != NOBODY;
    }

    // The far end's port is closed, perhaps for a moment: listen to everybody again, and let the latch decide.
    private void onUnreachable() {
        unreachable++;
        disconnect();
    }

    /** ICMP port-unreachable answers. */
    public long unreachable() {
        return unreachable;
    }

    /** Other failures of the system. */
    public long failures() {
        return failures;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            failures++;
        }
    }
}

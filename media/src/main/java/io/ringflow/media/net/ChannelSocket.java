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

/** A port over a JDK channel: portable; it can't tell when the kernel received a datagram. */
public final class ChannelSocket implements PacketSocket {

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

    @Override
    public int localPort() {
        return local.getPort();
    }

    @Override
    public InetAddress localAddress() {
        return local.getAddress();
    }

    @Override
    public long arrivalNanos() {
        return System.nanoTime();
    }

    @Override
    public boolean exactArrivals() {
        return false;
    }

    @Override
    public InetSocketAddress receive(PacketSlab slab) {
        ByteBuffer packet = slab.in.clear();
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

    @Override
    public void send(PacketSlab slab, InetSocketAddress target) {
        ByteBuffer packet = slab.out;
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

    @Override
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

    @Override
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

    @Override
    public boolean connected() {
        return peer != NOBODY;
    }

    // The far end's port is closed, perhaps for a moment: listen to everybody again, and let the latch decide.
    private void onUnreachable() {
        unreachable++;
        disconnect();
    }

    @Override
    public long unreachable() {
        return unreachable;
    }

    @Override
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

package io.ringflow.media.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A port that is bound when it is needed. Most RTCP goes by the port of RTP (RFC 5761), so the port above it would cost
 * each call a socket that nobody uses. Until it is open nothing comes and nothing goes.
 */
public final class DeferredSocket implements PacketSocket {
    private final SocketKind kind;
    private final InetAddress address;
    private final int port;

    private @Nullable PacketSocket socket;
    private long failures;

    public DeferredSocket(SocketKind kind, InetAddress address, int port) {
        this.kind = kind;
        this.address = address;
        this.port = port;
    }

    @Override
    public PacketSocket ready() throws IOException {
        if (socket == null) {
            try {
                socket = kind.bind(address, port);
            } catch (IOException e) {
                failures++;
                throw e;
            }
        }
        return socket;
    }

    @Override
    public int localPort() {
        return port;
    }

    @Override
    public InetAddress localAddress() {
        return address;
    }

    @Override
    public InetSocketAddress receive(PacketSlab slab) {
        return socket == null ? NOBODY : socket.receive(slab);
    }

    @Override
    public long arrivalNanos() {
        return socket == null ? 0 : socket.arrivalNanos();
    }

    @Override
    public boolean exactArrivals() {
        return kind == SocketKind.NATIVE;
    }

    @Override
    public void send(PacketSlab slab, InetSocketAddress target) {
        if (socket != null) {
            socket.send(slab, target);
        }
    }

    @Override
    public void expect(InetSocketAddress source, OptionalInt ssrc) {
        if (socket != null) {
            socket.expect(source, ssrc);
        }
    }

    @Override
    public void connect(InetSocketAddress to) {
        if (socket != null) {
            socket.connect(to);
        }
    }

    @Override
    public void disconnect() {
        if (socket != null) {
            socket.disconnect();
        }
    }

    @Override
    public boolean connected() {
        return socket != null && socket.connected();
    }

    @Override
    public long unreachable() {
        return socket == null ? 0 : socket.unreachable();
    }

    @Override
    public long failures() {
        return socket == null ? failures : failures + socket.failures();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }
}

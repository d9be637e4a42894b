package io.ringflow.media.engine;

import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PacketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A port on which nothing comes; counts how often it is asked. */
final class QuietSocket implements PacketSocket {
    private final boolean exact;

    int asked;
    int wanted;

    /** @param exact whether it knows arrivals, and can be had at all */
    QuietSocket(boolean exact) {
        this.exact = exact;
    }

    @Override
    public PacketSocket ready() throws IOException {
        wanted++;
        if (exact) return this;
        throw new IOException("taken");
    }

    @Override
    public int localPort() {
        return 4000;
    }

    @Override
    public InetAddress localAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetSocketAddress receive(PacketSlab slab) {
        asked++;
        return NOBODY;
    }

    @Override
    public long arrivalNanos() {
        return 0;
    }

    @Override
    public boolean exactArrivals() {
        return exact;
    }

    @Override
    public void send(PacketSlab slab, InetSocketAddress target) {}

    @Override
    public void connect(InetSocketAddress to) {}

    @Override
    public void disconnect() {}

    @Override
    public boolean connected() {
        return false;
    }

    @Override
    public long unreachable() {
        return 0;
    }

    @Override
    public long failures() {
        return 0;
    }

    @Override
    public void close() {}
}

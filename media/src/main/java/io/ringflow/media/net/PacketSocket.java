package io.ringflow.media.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * One UDP port that never blocks and never throws: what the network does wrong is counted. Opened anywhere, then owned
 * by one leg's loop.
 */
public interface PacketSocket extends AutoCloseable {

    /** No source: nothing was there. */
    InetSocketAddress NOBODY = InetSocketAddress.createUnresolved("nobody", 0);

    /**
     * The port itself, bound now if that was put off until it is needed. Never waits.
     *
     * @throws IOException when another process has it
     */
    default PacketSocket ready() throws IOException {
        return this;
    }

    int localPort();

    InetAddress localAddress();

    /**
     * Receives one datagram into {@code [0, limit)} of {@link PacketSlab#in}. Whoever reads goes on until nobody is told, at
     * most a bounded number of times per tick: a socket that knows of nothing more says so without asking the system.
     *
     * @return its source, or {@link #NOBODY}
     */
    InetSocketAddress receive(PacketSlab slab);

    /**
     * When the datagram received last arrived, as {@link System#nanoTime}; the kernel's time where the socket can tell
     * ({@link #exactArrivals}), else the time of reading it.
     */
    long arrivalNanos();

    /** Whether arrival times are the kernel's, on a loop that is paced by the clock. */
    boolean exactArrivals();

    /**
     * Sends what is between position and limit of {@link PacketSlab#out}; what the system does not take at once is lost, as
     * on any network.
     */
    void send(PacketSlab slab, InetSocketAddress target);

    /**
     * The far end said where its packets will come from. A port that one leg has for itself need not know: it hears
     * everybody.
     *
     * @param source unspecified while it wants none of ours, which changes nothing
     * @param ssrc of its stream, when it told
     */
    default void expect(InetSocketAddress source, OptionalInt ssrc) {}

    /** From now on the kernel lets only this peer's datagrams through. What is queued is dropped: drain first. */
    void connect(InetSocketAddress to);

    /** Datagrams of all sources are received again. */
    void disconnect();

    boolean connected();

    /**
     * Reads a little of each object that receiving and sending need, so that it is at hand then (decision 0051).
     *
     * @return nothing of meaning
     */
    default int prefetch() {
        return connected() ? 1 : 0;
    }

    /** ICMP port-unreachable answers. */
    long unreachable();

    /** Other failures of the system. */
    long failures();

    @Override
    void close();
}

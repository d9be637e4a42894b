package io.ringflow.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One UDP socket and one thread, for whoever speaks SIP over it. What it tells its owner comes on that thread. */
final class SipLoop implements AutoCloseable {

    private static final int DATAGRAM_OCTETS = 65_535;
    private static final int BUFFER_OCTETS = 4 << 20;
    private static final long TICK_MILLIS = 5;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    private final Selector selector = Selector.open();
    private final DatagramChannel channel = DatagramChannel.open();
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_OCTETS);
    private final InetSocketAddress local;

    private long tickedAt = System.nanoTime();

    /** Who owns what goes over it. */
    interface Owner {

        void received(Message message, InetSocketAddress source, long now);

        /** Every few milliseconds. */
        void tick(long now);
    }

    /** @param host our own address, for Via and Contact */
    SipLoop(String host) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
        channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
        local = (InetSocketAddress) channel.getLocalAddress();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Once. */
    void start(String name, Owner owner) {
        Thread.ofPlatform().name(name).daemon().start(() -> run(owner));
    }

    InetSocketAddress address() {
        return local;
    }

    /** Our host and port, as in Via and Contact. */
    String hostPort() {
        return local.getAddress().getHostAddress() + ":" + local.getPort();
    }

    /** From any thread: has it done on the loop's. */
    void tell(Runnable command) {
        inbox.add(command);
        selector.wakeup();
    }

    void send(byte[] octets, InetSocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(octets), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Owner owner) {
        try {
            while (selector.isOpen()) {
                selector.select(_ -> receive(owner), TICK_MILLIS);
                for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) command.run();
                long now = System.nanoTime();
                if (now - tickedAt < TICK_NANOS) continue;
                tickedAt = now;
                owner.tick(now);
            }
        } catch (ClosedSelectorException e) {
            // closed between two waits: the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(Owner owner) {
        try {
            for (long now = System.nanoTime(); ; now = System.nanoTime()) {
                datagram.clear();
                var source = (InetSocketAddress) channel.receive(datagram);
                if (source == null) return;
                var octets = new byte[datagram.flip().remaining()];
                datagram.get(octets);
                try {
                    owner.received(Message.parse(octets), source, now);
                } catch (IllegalArgumentException e) {
                    // a keep-alive, or not SIP
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}

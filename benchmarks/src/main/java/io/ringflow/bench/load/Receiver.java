package io.ringflow.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The thread that receives. Packets found ready by one wake-up share its time of arrival, so that reading one does not
 * make the next one late.
 */
final class Receiver implements AutoCloseable {

    private static final int DATAGRAM_OCTETS = 2_048;

    private final Selector selector = Selector.open();
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(DATAGRAM_OCTETS);
    private final Consumer<SelectionKey> read = this::read;

    private RtpTotals totals = new RtpTotals();
    private long wokenAt;

    Receiver(String name, List<Stream> streams) throws IOException {
        for (Stream stream : streams) stream.channel().register(selector, SelectionKey.OP_READ, stream);
        Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    void begin(Stream stream, LongConsumer onFirstPacket) {
        tell(() -> stream.arrivals().begin(onFirstPacket));
    }

    void end(Stream stream) {
        tell(() -> stream.arrivals().end(totals));
    }

    /** Hands over the totals so far and starts with new ones. */
    RtpTotals collect() {
        var collected = new CompletableFuture<RtpTotals>();
        tell(() -> {
            collected.complete(totals);
            totals = new RtpTotals();
        });
        return collected.join();
    }

    private void tell(Runnable command) {
        inbox.add(command);
        selector.wakeup();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                wokenAt = 0;
                selector.select(read);
                obey();
            }
        } catch (ClosedSelectorException e) {
            // closed between two waits: the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void obey() {
        for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) command.run();
    }

    private void read(SelectionKey key) {
        if (wokenAt == 0) wokenAt = System.nanoTime();
        if (!inbox.isEmpty()) obey();
        var stream = (Stream) key.attachment();
        packet.clear();
        try {
            SocketAddress source = stream.channel().receive(packet);
            if (source != null) stream.arrivals().accept(packet.flip(), source, wokenAt, totals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The caller's signalling: one UDP socket and one thread for all calls. */
final class UserAgent implements AutoCloseable {

    private static final int DATAGRAM_OCTETS = 65_535;
    private static final int BUFFER_OCTETS = 4 << 20;
    private static final long TICK_MILLIS = 5;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    private final Selector selector = Selector.open();
    private final DatagramChannel channel = DatagramChannel.open();
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_OCTETS);
    private final Map<String, Call> calls = new HashMap<>();
    private final List<Call> ticked = new ArrayList<>();
    private final String runId = "load" + Long.toHexString(System.nanoTime());
    private final InetSocketAddress server;
    private final RtpPorts ports;
    private final String local;

    private int made;
    private long tickedAt = System.nanoTime();

    /** @param host our own address, for Via and Contact */
    UserAgent(InetSocketAddress server, String host, RtpPorts ports) throws IOException {
        this.server = server;
        this.ports = ports;
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
        channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
        local = host + ":" + ((InetSocketAddress) channel.getLocalAddress()).getPort();
        channel.register(selector, SelectionKey.OP_READ);
        Thread.ofPlatform().name("sip").daemon().start(this::run);
    }

    /** From any thread: makes one call. */
    void place(Plan plan, CallTally tally) {
        tell(() -> start(plan, tally, System.nanoTime()));
    }

    /** From any thread: every call that is up ends. */
    void hangUp() {
        tell(() -> {
            long now = System.nanoTime();
            for (Call call : ticked) call.hangUp(now);
        });
    }

    private void tell(Runnable command) {
        inbox.add(command);
        selector.wakeup();
    }

    private void start(Plan plan, CallTally tally, long now) {
        Optional<Media> media = ports.take(plan, now);
        if (media.isEmpty()) {
            tally.placed();
            tally.failed("no free port of the caller");
            tally.over();
            return;
        }
        var text = new DialogText(plan.target().uri(), local, runId + "-" + made++);
        var call = new Call(plan, text, media.get(), tally, this::send);
        calls.put(call.id(), call);
        ticked.add(call);
        LongConsumer firstPacket = at -> tell(() -> call.heard(at, System.nanoTime()));
        call.start(now, firstPacket);
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> receive(), TICK_MILLIS);
                for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) command.run();
                tick(System.nanoTime());
            }
        } catch (ClosedSelectorException e) {
            // closed between two waits: the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tick(long now) {
        if (now - tickedAt < TICK_NANOS) return;
        tickedAt = now;
        for (Call call : ticked) call.tick(now);
        ticked.removeIf(call -> call.gone(now) && calls.remove(call.id()) != null);
    }

    private void receive() {
        try {
            for (long now = System.nanoTime(); ; now = System.nanoTime()) {
                datagram.clear();
                var source = (InetSocketAddress) channel.receive(datagram);
                if (source == null) return;
                var octets = new byte[datagram.flip().remaining()];
                datagram.get(octets);
                dispatch(octets, source, now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dispatch(byte[] octets, InetSocketAddress source, long now) throws IOException {
        Message message;
        try {
            message = Message.parse(octets);
        } catch (IllegalArgumentException e) {
            return; // a keep-alive, or not SIP
        }
        Call call = calls.get(message.callId());
        if (call != null && message.isResponse()) call.response(message, now);
        else if (call != null) call.request(message, now);
        else if (!message.isResponse() && !message.method().equals("ACK")) refuse(message, source);
    }

    private void refuse(Message request, InetSocketAddress source) throws IOException {
        String status = request.method().equals("OPTIONS") ? "200 OK" : "481 Call/Transaction Does Not Exist";
        channel.send(ByteBuffer.wrap(DialogText.answer(request, status, local, "load", "")), source);
    }

    private void send(byte[] octets) {
        try {
            channel.send(ByteBuffer.wrap(octets), server);
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

package io.ringflow.media.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One leg's part of a shared port: hears the source that was negotiated, nobody else. Opened anywhere, then owned by the
 * loop of the port.
 */
public final class SharedSocket implements PacketSocket {
    private static final int NONE = -1;

    private final SharedPort port;
    /** Who knows the far end's stream: itself, or the socket of its RTP. */
    private final SharedSocket voice;

    private final SourceKey source = new SourceKey();
    private final RawAddress target = new RawAddress();

    /** The next one that hears the same source; the table's. */
    @Nullable
    SharedSocket sibling;

    private final long opened = System.nanoTime();
    private InetSocketAddress peer = NOBODY;
    private boolean joined;
    private boolean connected;
    private OptionalInt told = OptionalInt.empty();
    private boolean bound;
    private int ssrc;
    private int first = NONE;
    private int last = NONE;
    private int waiting;
    private long arrival;
    private long failures;

    SharedSocket(SharedPort port, Optional<SharedSocket> rtp) {
        this.port = port;
        this.voice = rtp.orElse(this);
    }

    @Override
    public int localPort() {
        return port.number();
    }

    @Override
    public InetAddress localAddress() {
        return port.address();
    }

    @Override
    public void expect(InetSocketAddress from, OptionalInt stream) {
        if (from.getPort() == 0 || from.isUnresolved() || from.getAddress().isAnyLocalAddress()) {
            return;
        }
        if (!from.equals(peer)) {
            leave();
            join(from);
        }
        if (!stream.equals(told)) {
            told = stream;
            unbind();
        }
    }

    private void join(InetSocketAddress from) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
            if (SocketAddressLayout.write(memory, 0, from, port.six()) == 0) {
                failures++;
                return;
            }
            source.read(memory, 0);
        }
        peer = from;
        joined = true;
        unbind();
        port.join(this);
    }

    private void leave() {
        if (!joined) {
            return;
        }
        joined = false;
        connected = false;
        peer = NOBODY;
        port.leave(this);
        while (waiting > 0) {
            port.slots().giveBack(pop());
        }
    }

    SourceKey source() {
        return source;
    }

    /** When the leg came, as {@link System#nanoTime}. */
    long opened() {
        return opened;
    }

    /** Whether this stream is the one it hears. */
    boolean hears(int stream) {
        return voice.bound && voice.ssrc == stream;
    }

    /** Whether it knows which stream it hears. */
    boolean bound() {
        return voice.bound;
    }

    int ssrc() {
        return voice.ssrc;
    }

    void bind(int stream) {
        ssrc = stream;
        bound = true;
    }

    private void unbind() {
        bound = told.isPresent();
        ssrc = told.orElse(0);
    }

    int waiting() {
        return waiting;
    }

    void push(int slot) {
        if (waiting++ == 0) {
            first = slot;
        } else {
            port.slots().next(last, slot);
        }
        last = slot;
    }

    private int pop() {
        int slot = first;
        first = port.slots().next(slot);
        waiting--;
        return slot;
    }

    @Override
    public InetSocketAddress receive(PacketSlab slab) {
        if (waiting == 0) {
            return NOBODY;
        }
        PacketSlots slots = port.slots();
        int slot = pop();
        slots.copy(slot, slab.system().in);
        slab.in.clear().limit(slots.length(slot));
        arrival = slots.arrival(slot);
        slots.giveBack(slot);
        return peer;
    }

    @Override
    public long arrivalNanos() {
        return arrival;
    }

    @Override
    public boolean exactArrivals() {
        return true;
    }

    @Override
    public void send(PacketSlab slab, InetSocketAddress to) {
        port.send(this, slab, to, target);
    }

    /** A packet did not leave. */
    void failed() {
        failures++;
    }

    @Override
    public void connect(InetSocketAddress to) {
        connected = to.equals(peer);
    }

    /** Another stream of the same source may follow. */
    @Override
    public void disconnect() {
        connected = false;
        unbind();
    }

    @Override
    public boolean connected() {
        return connected;
    }

    @Override
    public int prefetch() {
        return target.length() + (waiting == 0 ? 0 : port.slots().octet(first, 0));
    }

    @Override
    public long unreachable() {
        return 0;
    }

    @Override
    public long failures() {
        return failures;
    }

    /** What it has sent leaves before. */
    @Override
    public void close() {
        if (joined) {
            port.flush();
            port.depart(this);
            leave();
        }
    }
}

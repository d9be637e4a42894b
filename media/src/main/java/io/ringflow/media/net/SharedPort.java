package io.ringflow.media.net;

import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaObserver.Discard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One UDP port for many legs of one loop: what has come is read at once at the start of each phase and told apart by
 * source, then SSRC; what they send leaves at once at its end. Opened anywhere, then owned by the loop.
 *
 * <p>A leg hears the address that was negotiated and no other. Legs of one such address are told apart by SSRC: the one
 * signalled, or the first to be heard while one leg only waits for one. Whatever could be meant for two legs is dropped.
 */
public final class SharedPort implements AutoCloseable {

    /** Packets that may wait for one leg's turn. */
    static final int MOST_WAITING = 32;

    // At 50 packets a second this is 40 ms of all; more waits in the kernel.
    private static final int SLOTS_PER_LEG = 2;
    private static final int FIRST_SLOTS = 256;

    // What is read in one phase, whoever sends: five times what is due, so that a backlog shrinks.
    private static final int LEAST_READ = 2 * ReceiveBatch.SIZE;
    private static final int LEGS_PER_READ = 4;

    // What thousands of legs are sent in a tick, as the kernel counts it.
    private static final int KERNEL_BYTES = 8 << 20;

    private static final int LEAST_RTP = 12;
    private static final int LEAST_RTCP = 8;

    private final NativeSocket socket;
    private final int kernelBytes;
    private final MediaObserver observer;
    private final PacketSlots slots = new PacketSlots(FIRST_SLOTS + ReceiveBatch.SIZE);
    private final ReceiveBatch in = new ReceiveBatch(slots);
    private final SendBatch out = new SendBatch();
    private final SourceTable table = new SourceTable();
    private final Departures departures = new Departures();
    private final SourceKey source = new SourceKey();
    /** Of one batch, the first of those who hear each packet's source. */
    private final @Nullable SharedSocket[] heardBy = new SharedSocket[ReceiveBatch.SIZE];

    private int members;

    private SharedPort(NativeSocket socket, MediaObserver observer) {
        this.socket = socket;
        this.observer = observer;
        this.kernelBytes = socket.makeRoom(KERNEL_BYTES);
        socket.neverFragment();
    }

    /**
     * Makes a port common property; it is closed with this.
     *
     * @throws IllegalArgumentException when it is not a native socket
     */
    public static SharedPort over(PacketSocket port, MediaObserver observer) {
        if (!(port instanceof NativeSocket socket)) {
            throw new IllegalArgumentException("only a native socket can be shared");
        }
        return new SharedPort(socket, observer);
    }

    /** A new leg's part of it, for RTP. On any thread. */
    public SharedSocket open() {
        return new SharedSocket(this, Optional.empty());
    }

    /** A new leg's part of it, for RTCP. On any thread. */
    public SharedSocket openBeside(SharedSocket rtp) {
        return new SharedSocket(this, Optional.of(rtp));
    }

    public int number() {
        return socket.localPort();
    }

    InetAddress address() {
        return socket.localAddress();
    }

    boolean six() {
        return socket.six();
    }

    /** What the kernel keeps until it is read, bytes. */
    public int kernelBytes() {
        return kernelBytes;
    }

    PacketSlots slots() {
        return slots;
    }

    void join(SharedSocket leg) {
        table.add(leg);
        members++;
        slots.grow(FIRST_SLOTS + ReceiveBatch.SIZE + SLOTS_PER_LEG * members);
    }

    void leave(SharedSocket leg) {
        table.remove(leg);
        members--;
    }

    /** A leg is about to leave for good. */
    void depart(SharedSocket leg) {
        if (leg.bound()) {
            departures.add(leg.source().hashWith(leg.ssrc()), System.nanoTime());
        }
    }

    /** Reads what has come, and gives each leg its own; no more than a share of it in one phase. */
    public void receive(PacketSlab slab) {
        if (members == 0) {
            return;
        }
        long realtimeToNanos = slab.system().realtimeToNanos();
        long now = slab.paced() ? slab.now() : System.nanoTime();
        int most = LEAST_READ + members / LEGS_PER_READ;
        for (int read = 0; read < most && slots.free() >= ReceiveBatch.SIZE; read += ReceiveBatch.SIZE) {
            int count = in.receive(socket.descriptor());
            // All are looked for before one is told: memory answers many questions at once (decision 0051).
            for (int i = 0; i < count; i++) {
                in.source(i, source);
                heardBy[i] = table.find(source);
            }
            for (int i = 0; i < count; i++) {
                deliver(i, slab.paced() ? in.arrival(i, now, realtimeToNanos) : now);
                in.reset(i);
            }
            if (count < ReceiveBatch.SIZE) {
                return;
            }
        }
    }

    private void deliver(int index, long arrival) {
        int slot = in.slot(index);
        int length = in.length(index);
        SharedSocket leg = hearer(heardBy[index], slot, length, arrival);
        if (leg == null || arrival - leg.opened() < 0) {
            // What came before the leg was there, perhaps while the loop slept, is not for it.
            observer.discarded(Discard.WRONG_SOURCE);
        } else if (leg.waiting() >= MOST_WAITING) {
            observer.discarded(Discard.FLOOD);
        } else {
            slots.received(slot, length, arrival);
            leg.push(slot);
            in.rearm(index);
        }
    }

    private @Nullable SharedSocket hearer(@Nullable SharedSocket first, int slot, int length, long arrival) {
        if (first == null) {
            return null;
        }
        boolean alone = first.sibling == null;
        if (length < LEAST_RTCP || slots.octet(slot, 0) >>> 6 != 2) {
            // Whose garbage it is matters to nobody but its count.
            return alone ? first : null;
        }
        int type = slots.octet(slot, 1);
        if (type >= 192 && type < 224) {
            // RFC 5761 §4: RTCP, which tells its sender's SSRC and proves none.
            return alone ? first : known(first, slots.word(slot, 4));
        }
        if (length < LEAST_RTP) {
            return alone ? first : null;
        }
        int ssrc = slots.word(slot, 8);
        SharedSocket leg = known(first, ssrc);
        return leg != null ? leg : newcomer(first, ssrc, arrival);
    }

    private static @Nullable SharedSocket known(SharedSocket first, int ssrc) {
        for (SharedSocket leg = first; leg != null; leg = leg.sibling) {
            if (leg.hears(ssrc)) {
                return leg;
            }
        }
        return null;
    }

    /** Whose new stream this can only be. */
    private @Nullable SharedSocket newcomer(SharedSocket first, int ssrc, long arrival) {
        SharedSocket only = first.sibling == null ? first : null;
        if (only == null) {
            for (SharedSocket leg = first; leg != null; leg = leg.sibling) {
                if (!leg.bound()) {
                    if (only != null) {
                        return null;
                    }
                    only = leg;
                }
            }
        }
        if (only == null
                || arrival - only.opened() < 0
                || !only.bound() && departures.rests(first.source().hashWith(ssrc), arrival)) {
            return null;
        }
        only.bind(ssrc);
        return only;
    }

    /** Takes a copy of {@link PacketSlab#out}, which leaves at the end of the phase. */
    void send(SharedSocket leg, PacketSlab slab, InetSocketAddress to, RawAddress target) {
        if (!out.add(leg, slab, to, socket.six(), target)) {
            leg.failed();
        }
        if (out.full()) {
            flush();
        }
    }

    /** Sends what has been collected. */
    public void flush() {
        out.flush(socket);
    }

    @Override
    public void close() {
        socket.close();
    }
}

package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/** Datagrams that leave in one system call. Owned by a shared port. */
final class SendBatch {
    static final int SIZE = 64;

    private static final int STRIDE = PacketSlots.STRIDE;

    // Freed with this object: what lies in it is given to the system by its address.
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment headers = arena.allocate((long) SIZE * Message.BYTES, Long.BYTES);
    private final MemorySegment parts = arena.allocate((long) SIZE * Message.PART_BYTES, Long.BYTES);
    private final MemorySegment names = arena.allocate((long) SIZE * SocketAddressLayout.BYTES, Long.BYTES);
    private final MemorySegment packets = arena.allocate((long) SIZE * STRIDE, Long.BYTES);
    private final long headersAddress = headers.address();
    private final SharedSocket[] senders = new SharedSocket[SIZE];

    private int count;

    SendBatch() {
        for (int i = 0; i < SIZE; i++) {
            Message.prepare(headers, i, parts, names, MemorySegment.NULL);
            parts.set(JAVA_LONG, (long) i * Message.PART_BYTES, packets.address() + (long) i * STRIDE);
        }
    }

    boolean full() {
        return count == SIZE;
    }

    /**
     * Takes a copy of a packet.
     *
     * @return false when its target can't be reached from a socket of this family
     */
    boolean add(SharedSocket sender, PacketSlab slab, InetSocketAddress to, boolean six, RawAddress target) {
        int position = slab.out.position();
        int length = slab.out.remaining();
        int nameLength = target.write(to, six, names, (long) count * SocketAddressLayout.BYTES);
        if (nameLength == 0) {
            return false;
        }
        headers.set(JAVA_INT, (long) count * Message.BYTES + Message.NAME_LENGTH, nameLength);
        parts.set(JAVA_LONG, (long) count * Message.PART_BYTES + 8, length);
        MemorySegment.copy(slab.system().out, position, packets, (long) count * STRIDE, length);
        senders[count++] = sender;
        return true;
    }

    /** Sends all; what the system does not take at once is lost. */
    void flush(NativeSocket socket) {
        int at = 0;
        while (at < count) {
            long rest = headersAddress + (long) at * Message.BYTES;
            int sent = Libc.sendmmsg(socket.descriptor(), rest, count - at, Libc.MSG_NOSIGNAL);
            if (sent > 0) {
                at += sent;
                continue;
            }
            // Only the first one's failure is told.
            int errno = Libc.errno();
            if (errno == Libc.EAGAIN) {
                break;
            }
            boolean again = errno == Libc.EINTR || errno == Libc.EMSGSIZE && socket.mayFragment();
            if (!again) {
                senders[at++].failed();
            }
        }
        count = 0;
    }
}

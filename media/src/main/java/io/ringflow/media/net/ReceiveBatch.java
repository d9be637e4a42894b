package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** As many datagrams as one system call receives, each into a slot of its own. Owned by a shared port. */
final class ReceiveBatch {
    static final int SIZE = 64;

    private final PacketSlots slots;

    // Freed with this object: what lies in it is given to the system by its address.
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment headers = arena.allocate((long) SIZE * Message.BYTES, Long.BYTES);
    private final MemorySegment parts = arena.allocate((long) SIZE * Message.PART_BYTES, Long.BYTES);
    private final MemorySegment stamps = arena.allocate((long) SIZE * Message.STAMP_BYTES, Long.BYTES);
    private final MemorySegment names = arena.allocate((long) SIZE * SocketAddressLayout.BYTES, Long.BYTES);
    private final long headersAddress = headers.address();
    private final int[] filled = new int[SIZE];

    ReceiveBatch(PacketSlots slots) {
        this.slots = slots;
        for (int i = 0; i < SIZE; i++) {
            Message.prepare(headers, i, parts, names, stamps);
            rearm(i);
            reset(i);
        }
    }

    /** Receives what is there, and answers how many; negative when the system has something to say. */
    int receive(int socket) {
        return Libc.recvmmsg(socket, headersAddress, SIZE, 0);
    }

    /** The slot that a datagram lies in. */
    int slot(int index) {
        return filled[index];
    }

    /** The datagram's slot was given away: the next one goes into another. */
    void rearm(int index) {
        int slot = slots.take();
        filled[index] = slot;
        parts.set(JAVA_LONG, (long) index * Message.PART_BYTES, slots.address(slot));
        parts.set(JAVA_LONG, (long) index * Message.PART_BYTES + 8, PacketSlots.PACKET_BYTES);
    }

    /** What the system has changed is as it was. */
    void reset(int index) {
        long header = (long) index * Message.BYTES;
        headers.set(JAVA_INT, header + Message.NAME_LENGTH, SocketAddressLayout.IPV6_BYTES);
        headers.set(JAVA_LONG, header + Message.CONTROL_LENGTH, Message.STAMP_BYTES);
    }

    int length(int index) {
        return headers.get(JAVA_INT, (long) index * Message.BYTES + Message.LENGTH);
    }

    /** When it arrived, as {@link System#nanoTime}; {@code now} when the kernel did not say. */
    long arrival(int index, long now, long realtimeToNanos) {
        long stamp = (long) index * Message.STAMP_BYTES;
        long header = (long) index * Message.BYTES;
        if (headers.get(JAVA_LONG, header + Message.CONTROL_LENGTH) < Message.STAMP_BYTES
                || stamps.get(JAVA_LONG, stamp + Message.STAMP_LEVEL) != Message.SOL_SOCKET_AND_TIMESTAMPNS) {
            return now;
        }
        return stamps.get(JAVA_LONG, stamp + Message.STAMP_SECONDS) * Message.NANOS
                + stamps.get(JAVA_LONG, stamp + Message.STAMP_NANOS)
                + realtimeToNanos;
    }

    /** The source's address, as {@link SourceKey} reads it. */
    void source(int index, SourceKey key) {
        key.read(names, (long) index * SocketAddressLayout.BYTES);
    }
}

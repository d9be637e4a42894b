package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The native memory through which all sockets of one loop talk to the system, one after the other: a message to receive
 * into {@link PacketSlab#in}, and a target. Owned by the loop.
 */
final class SystemMemory {
    // struct msghdr
    private static final long NAME = 0;
    private static final long NAME_LENGTH = 8;
    private static final long PARTS = 16;
    private static final long PART_COUNT = 24;
    private static final long CONTROL = 32;
    private static final long CONTROL_LENGTH = 40;
    private static final long HEADER_BYTES = 56;

    // Freed with this object: what lies in it is given to the system by its address.
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment header = arena.allocate(HEADER_BYTES, Long.BYTES);
    private final MemorySegment part = arena.allocate(16, Long.BYTES);
    private final MemorySegment stamp = arena.allocate(Message.STAMP_BYTES, Long.BYTES);
    private final MemorySegment time = arena.allocate(16, Long.BYTES);
    private final long headerAddress = header.address();
    private final long outAddress;

    /** Where a message came from. */
    final MemorySegment source = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);

    /** Where a message goes. */
    final MemorySegment target = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);

    private final long sourceAddress = source.address();
    private final long targetAddress = target.address();

    private long realtimeToNanos;

    /** {@link PacketSlab#in}. */
    final MemorySegment in;

    /** {@link PacketSlab#out}. */
    final MemorySegment out;

    SystemMemory(MemorySegment in, MemorySegment out) {
        this.in = in;
        this.out = out;
        outAddress = out.address();
        part.set(ADDRESS, 0, in);
        part.set(JAVA_LONG, 8, in.byteSize());
        header.set(ADDRESS, PARTS, part);
        header.set(JAVA_LONG, PART_COUNT, 1);
        header.set(ADDRESS, CONTROL, stamp);
        synchronize();
    }

    /** Compares the system's clocks, of which one may be set meanwhile: once per phase. Answers the time now. */
    long synchronize() {
        long before = System.nanoTime();
        Libc.clock_gettime(Libc.CLOCK_REALTIME, time);
        long now = System.nanoTime();
        realtimeToNanos =
                before + (now - before) / 2 - (time.get(JAVA_LONG, 0) * Message.NANOS + time.get(JAVA_LONG, 8));
        return now;
    }

    /** To be added to the kernel's time of arrival to make it {@link System#nanoTime}. */
    long realtimeToNanos() {
        return realtimeToNanos;
    }

    /**
     * Receives one datagram.
     *
     * @param named whether its source is asked for
     * @return its length, or -1: see {@link Libc#errno}
     */
    int receive(int socket, boolean named) {
        header.set(JAVA_LONG, NAME, named ? sourceAddress : 0);
        header.set(JAVA_INT, NAME_LENGTH, named ? SocketAddressLayout.IPV6_BYTES : 0);
        header.set(JAVA_LONG, CONTROL_LENGTH, Message.STAMP_BYTES);
        return (int) Libc.recvmsg(socket, headerAddress, 0);
    }

    /** When the datagram received last arrived, as {@link System#nanoTime}; {@code now} when the kernel did not say. */
    long arrival(long now) {
        if (header.get(JAVA_LONG, CONTROL_LENGTH) < Message.STAMP_BYTES
                || stamp.get(JAVA_LONG, Message.STAMP_LEVEL) != Message.SOL_SOCKET_AND_TIMESTAMPNS) {
            return now;
        }
        return stamp.get(JAVA_LONG, Message.STAMP_SECONDS) * Message.NANOS
                + stamp.get(JAVA_LONG, Message.STAMP_NANOS)
                + realtimeToNanos;
    }

    /** Sends to the peer of a connected socket; the answer is negative when it failed. */
    long send(int socket, int position, int length) {
        return Libc.send(socket, outAddress + position, length, Libc.MSG_NOSIGNAL);
    }

    /** Sends to {@link #target}; the answer is negative when it failed. */
    long sendTo(int socket, int position, int length, int targetLength) {
        return Libc.sendto(socket, outAddress + position, length, Libc.MSG_NOSIGNAL, targetAddress, targetLength);
    }
}

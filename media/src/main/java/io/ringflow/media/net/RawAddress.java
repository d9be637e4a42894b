package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/**
 * One address in both forms, the kernel's and Java's, so that neither is made anew for each packet. Owned by a socket.
 */
final class RawAddress {
    private InetSocketAddress address = PacketSocket.NOBODY;
    private int length;

    // A socket address is 28 bytes at most.
    private long first;
    private long second;
    private long third;
    private int last;

    /** Of the kernel's form, bytes. */
    int length() {
        return length;
    }

    /** The address that the kernel wrote there; allocates only when it is not the same as before. */
    InetSocketAddress read(MemorySegment memory, long at) {
        boolean six = SocketAddressLayout.family(memory, at) == Libc.AF_INET6;
        long one = memory.get(JAVA_LONG, at);
        long two = six ? memory.get(JAVA_LONG, at + 8) : 0;
        long three = six ? memory.get(JAVA_LONG, at + 16) : 0;
        int four = six ? memory.get(JAVA_INT, at + 24) : 0;
        if (one != first || two != second || three != third || four != last) {
            first = one;
            second = two;
            third = three;
            last = four;
            address = SocketAddressLayout.read(memory, at);
        }
        return address;
    }

    /**
     * Writes an address for a socket of one family; allocates only when it is not the same as before.
     *
     * @return its length; 0 when it can't be reached from such a socket
     */
    int write(InetSocketAddress to, boolean six, MemorySegment memory, long at) {
        if (to != address && !to.equals(address)) {
            encode(to, six);
        }
        memory.set(JAVA_LONG, at, first);
        memory.set(JAVA_LONG, at + 8, second);
        memory.set(JAVA_LONG, at + 16, third);
        memory.set(JAVA_INT, at + 24, last);
        return length;
    }

    private void encode(InetSocketAddress to, boolean six) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
            length = SocketAddressLayout.write(memory, 0, to, six);
            first = memory.get(JAVA_LONG, 0);
            second = memory.get(JAVA_LONG, 8);
            third = memory.get(JAVA_LONG, 16);
            last = memory.get(JAVA_INT, 24);
        }
        address = to;
    }
}

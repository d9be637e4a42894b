package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** {@code sockaddr_in} and {@code sockaddr_in6} of Linux: how an address lies in native memory. */
final class SocketAddressLayout {

    /** Holds either kind: {@code sockaddr_in} is 16 bytes, {@code sockaddr_in6} 28; a multiple of eight. */
    static final int BYTES = 32;

    static final int IPV4_BYTES = 16;
    static final int IPV6_BYTES = 28;

    private static final long FAMILY = 0;
    private static final long PORT = 2;
    private static final long IPV4_ADDRESS = 4;
    private static final long IPV6_ADDRESS = 8;
    private static final long IPV6_SCOPE = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddressLayout() {}

    static int family(MemorySegment memory, long at) {
        return memory.get(JAVA_SHORT_UNALIGNED, at + FAMILY);
    }

    /** Whether two addresses that the kernel wrote are the same; looks at what it fills only. */
    static boolean same(MemorySegment one, long atOne, MemorySegment two, long atTwo) {
        // Family, port and IPv4 address, or the flow of IPv6, which the kernel leaves 0.
        if (one.get(JAVA_LONG_UNALIGNED, atOne) != two.get(JAVA_LONG_UNALIGNED, atTwo)) {
            return false;
        }
        return family(one, atOne) == Libc.AF_INET
                || one.get(JAVA_LONG_UNALIGNED, atOne + IPV6_ADDRESS)
                                == two.get(JAVA_LONG_UNALIGNED, atTwo + IPV6_ADDRESS)
                        && one.get(JAVA_LONG_UNALIGNED, atOne + IPV6_ADDRESS + 8)
                                == two.get(JAVA_LONG_UNALIGNED, atTwo + IPV6_ADDRESS + 8)
                        && one.get(JAVA_INT_UNALIGNED, atOne + IPV6_SCOPE)
                                == two.get(JAVA_INT_UNALIGNED, atTwo + IPV6_SCOPE);
    }

    /** Reads an address. Allocates. */
    static InetSocketAddress read(MemorySegment memory, long at) {
        boolean six = family(memory, at) == Libc.AF_INET6;
        byte[] bytes = new byte[six ? 16 : 4];
        MemorySegment.copy(memory, JAVA_BYTE, at + (six ? IPV6_ADDRESS : IPV4_ADDRESS), bytes, 0, bytes.length);
        try {
            int scope = six ? memory.get(JAVA_INT_UNALIGNED, at + IPV6_SCOPE) : 0;
            InetAddress address =
                    scope != 0 ? Inet6Address.getByAddress(null, bytes, scope) : InetAddress.getByAddress(bytes);
            return new InetSocketAddress(address, Short.toUnsignedInt(memory.get(NETWORK_SHORT, at + PORT)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes an address for a socket of one family. Allocates.
     *
     * @return its length; 0 when it can't be reached from such a socket
     */
    static int write(MemorySegment memory, long at, InetSocketAddress address, boolean six) {
        if (address.isUnresolved()) {
            return 0;
        }
        byte[] bytes = address.getAddress().getAddress();
        if (!six && bytes.length != 4) {
            return 0;
        }
        memory.asSlice(at, BYTES).fill((byte) 0);
        memory.set(JAVA_SHORT_UNALIGNED, at + FAMILY, (short) (six ? Libc.AF_INET6 : Libc.AF_INET));
        memory.set(NETWORK_SHORT, at + PORT, (short) address.getPort());
        if (!six) {
            MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, at + IPV4_ADDRESS, bytes.length);
            return IPV4_BYTES;
        }
        if (bytes.length == 4) {
            // RFC 4291 §2.5.5.2: IPv4 within IPv6.
            memory.set(JAVA_SHORT_UNALIGNED, at + IPV6_ADDRESS + 10, (short) 0xFFFF);
            MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, at + IPV6_ADDRESS + 12, bytes.length);
        } else {
            MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, at + IPV6_ADDRESS, bytes.length);
            if (address.getAddress() instanceof Inet6Address with) {
                memory.set(JAVA_INT_UNALIGNED, at + IPV6_SCOPE, with.getScopeId());
            }
        }
        return IPV6_BYTES;
    }
}

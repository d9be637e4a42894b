package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** A source as the kernel tells it, for comparing and hashing without an object per packet; of IPv6
 * without the scope, which no description tells. Owned by a shared port. */
final class SourceKey {
    // Family, port and IPv4 address, or the flow of IPv6, which the kernel leaves 0.
    private long first;
    private long second;
    private long third;

    /** Takes the address that lies there. */
    void read(MemorySegment memory, long at) {
        boolean six = SocketAddressLayout.family(memory, at) == Libc.AF_INET6;
        first = memory.get(JAVA_LONG, at);
        second = six ? memory.get(JAVA_LONG, at + 8) : 0;
        third = six ? memory.get(JAVA_LONG, at + 16) : 0;
    }

    boolean is(SourceKey other) {
        return first == other.first && second == other.second && third == other.third;
    }

    int hash() {
        long mixed = mix(first ^ mix(second ^ mix(third)));
        return (int) (mixed ^ mixed >>> 32);
    }

    /** A number for this source and a stream of it. */
    long hashWith(int ssrc) {
        return mix(mix(first ^ mix(second ^ mix(third))) + ssrc);
    }

    // The finalizer of a 64-bit MurmurHash3.
    private static long mix(long value) {
        long mixed = value * 0xFF51_AFD7_ED55_8CCDL;
        mixed ^= mixed >>> 33;
        mixed *= 0xC4CE_B9FE_1A85_EC53L;
        return mixed ^ mixed >>> 29;
    }
}

package io.ringflow.media.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Room for packets that wait for their leg's turn. Grows with the legs, never with the packets. Owned by a shared port. */
final class PacketSlots {
    static final int PACKET_BYTES = PacketSlab.PACKET_BYTES;

    /** Not a power of two: the first bytes of all packets must not fall into the same few lines of the cache. */
    static final int STRIDE = PACKET_BYTES + 192;

    private static final int CHUNK = 256;

    private final Arena arena = Arena.ofAuto();

    private MemorySegment[] chunks = {};
    private ByteBuffer[] views = {};
    private int[] lengths = {};
    private long[] arrivals = {};
    private int[] nexts = {};
    private int[] free = {};
    private int freeCount;

    PacketSlots(int capacity) {
        grow(capacity);
    }

    /** Makes room for so many in all. Allocates. */
    void grow(int capacity) {
        int had = lengths.length;
        if (capacity <= had) {
            return;
        }
        int count = (capacity + CHUNK - 1) / CHUNK;
        int size = count * CHUNK;
        int chunk = chunks.length;
        chunks = Arrays.copyOf(chunks, count);
        views = Arrays.copyOf(views, count);
        for (; chunk < count; chunk++) {
            chunks[chunk] = arena.allocate((long) CHUNK * STRIDE, 64);
            views[chunk] = chunks[chunk].asByteBuffer().order(ByteOrder.BIG_ENDIAN);
        }
        lengths = Arrays.copyOf(lengths, size);
        arrivals = Arrays.copyOf(arrivals, size);
        nexts = Arrays.copyOf(nexts, size);
        free = Arrays.copyOf(free, size);
        for (int slot = had; slot < size; slot++) {
            free[freeCount++] = slot;
        }
    }

    int free() {
        return freeCount;
    }

    /** A free slot; the one given back last, which the cache still holds. */
    int take() {
        return free[--freeCount];
    }

    void giveBack(int slot) {
        free[freeCount++] = slot;
    }

    long address(int slot) {
        return chunks[slot / CHUNK].address() + offset(slot);
    }

    private static long offset(int slot) {
        return (long) (slot % CHUNK) * STRIDE;
    }

    void received(int slot, int length, long arrival) {
        lengths[slot] = length;
        arrivals[slot] = arrival;
    }

    int length(int slot) {
        return lengths[slot];
    }

    long arrival(int slot) {
        return arrivals[slot];
    }

    /** The one that waits behind it. */
    int next(int slot) {
        return nexts[slot];
    }

    void next(int slot, int behind) {
        nexts[slot] = behind;
    }

    int octet(int slot, int index) {
        return views[slot / CHUNK].get((int) offset(slot) + index) & 0xFF;
    }

    /** Four octets in network order. */
    int word(int slot, int index) {
        return views[slot / CHUNK].getInt((int) offset(slot) + index);
    }

    void copy(int slot, MemorySegment to) {
        MemorySegment.copy(chunks[slot / CHUNK], offset(slot), to, 0, lengths[slot]);
    }
}

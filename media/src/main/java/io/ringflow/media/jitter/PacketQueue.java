package io.ringflow.media.jitter;

/**
 * Packets in the order of their audio, waiting to be played. Owned by the buffer. Takes memory for as many packets, and
 * as long ones, as ever waited at once; beyond that nothing is allocated.
 */
final class PacketQueue {
    /** No more wait at once. */
    static final int MOST = 64;

    /** What a hiccup of the network or of a loop may bunch, without memory to be taken just then. */
    private static final int FIRST = 8;

    // Behind the packets that wait lie those that may be used again.
    private Packet[] packets = fresh(FIRST);
    private int count;
    private int longest;

    private static Packet[] fresh(int size) {
        Packet[] packets = new Packet[size];
        for (int i = 0; i < size; i++) {
            packets[i] = new Packet();
        }
        return packets;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == MOST;
    }

    /** The one that is due first; only when there is one. */
    Packet first() {
        return packets[0];
    }

    boolean contains(long start) {
        for (int i = count - 1; i >= 0 && packets[i].start >= start; i--) {
            if (packets[i].start == start) {
                return true;
            }
        }
        return false;
    }

    /** A packet, at its place in the order, for the caller to fill; only when there is room. */
    Packet insert(long start, int bytes) {
        if (count == packets.length) {
            Packet[] more = fresh(2 * count);
            System.arraycopy(packets, 0, more, 0, count);
            packets = more;
            longest = 0;
        }
        if (bytes > longest) {
            longest = bytes;
            for (int i = count; i < packets.length; i++) {
                packets[i].fit(bytes);
            }
        }
        Packet packet = packets[count];
        int at = count;
        while (at > 0 && packets[at - 1].start > start) {
            packets[at] = packets[at - 1];
            at--;
        }
        packets[at] = packet;
        packet.start = start;
        packet.fit(bytes);
        count++;
        return packet;
    }

    /** Takes the first out; it stays readable until the next {@link #insert}. */
    Packet remove() {
        Packet packet = packets[0];
        count--;
        System.arraycopy(packets, 1, packets, 0, count);
        packets[count] = packet;
        return packet;
    }

    void clear() {
        count = 0;
    }
}

package io.ringflow.testkit.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A wire in memory: packets go in with a time and come out by it. Time is whatever milliseconds the owner counts.
 * Owned by one thread.
 */
public final class LossyWire {
    private final LossRule rule;
    private final PriorityQueue<Packet> underWay =
            new PriorityQueue<>(Comparator.comparingLong(Packet::due).thenComparingLong(Packet::order));

    private long count;
    private long order;
    private long lost;

    private record Packet(long due, long order, byte[] octets) {}

    public LossyWire(LossRule rule) {
        this.rule = rule;
    }

    /** Puts a packet in at this time. */
    public void put(byte[] octets, long nowMillis) {
        var fate = rule.judge(octets, count++);
        if (fate.copies() == 0) {
            lost++;
        }
        for (int copy = 0; copy < fate.copies(); copy++) {
            underWay.add(new Packet(nowMillis + fate.delayMillis(), order++, octets));
        }
    }

    /** Takes out what has arrived by this time, in order of arrival. */
    public List<byte[]> due(long nowMillis) {
        var arrived = new ArrayList<byte[]>();
        for (var next = underWay.peek(); next != null && next.due() <= nowMillis; next = underWay.peek()) {
            arrived.add(underWay.remove().octets());
        }
        return arrived;
    }

    /** How many packets were put in. */
    public long count() {
        return count;
    }

    public long lost() {
        return lost;
    }
}

package io.ringflow.testkit.net;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a wire does to each packet in turn. A rule with a seed does the same to the same packets each time; rules keep
 * their place in the stream, so each wire needs its own.
 */
@FunctionalInterface
public interface LossRule {

    /** Decides about a packet: told its octets and how many passed before it. */
    Fate judge(byte[] packet, long index);

    /** How often a packet arrives, and how late. */
    record Fate(int copies, int delayMillis) {
        public static final Fate PASS = new Fate(1, 0);
        public static final Fate LOST = new Fate(0, 0);

        Fate and(Fate other) {
            return new Fate(copies * other.copies, delayMillis + other.delayMillis);
        }
    }

    /** This rule, and then the other: lost when either loses, the delays added. */
    default LossRule and(LossRule other) {
        return (packet, index) -> judge(packet, index).and(other.judge(packet, index));
    }

    static LossRule none() {
        return (packet, index) -> Fate.PASS;
    }

    static LossRule random(double probability, long seed) {
        var random = new SplittableRandom(seed);
        return (packet, index) -> random.nextDouble() < probability ? Fate.LOST : Fate.PASS;
    }

    /** Loses this share of packets in runs of this mean length (a Gilbert channel). */
    static LossRule burst(double probability, double meanLength, long seed) {
        var random = new SplittableRandom(seed);
        double end = 1 / meanLength;
        double start = probability * end / (1 - probability);
        boolean[] bad = {false};
        return (packet, index) -> {
            bad[0] = bad[0] ? random.nextDouble() >= end : random.nextDouble() < start;
            return bad[0] ? Fate.LOST : Fate.PASS;
        };
    }

    /** Loses this share of packets in runs of evenly spread lengths, 1 to twice the mean less 1. */
    static LossRule evenBursts(double probability, int meanLength, long seed) {
        var random = new SplittableRandom(seed);
        double start = probability / (1 - probability) / meanLength;
        int[] left = {0};
        return (packet, index) -> {
            if (left[0] == 0 && random.nextDouble() < start) {
                // The packet after a run is never lost, so that no two runs become a longer one.
                left[0] = 1 + random.nextInt(2 * meanLength - 1) + 1;
            }
            left[0] = Math.max(0, left[0] - 1);
            return left[0] > 0 ? Fate.LOST : Fate.PASS;
        };
    }

    /** Loses the n-th, 2n-th, ... packet. */
    static LossRule everyNth(int n) {
        return (packet, index) -> index % n == n - 1 ? Fate.LOST : Fate.PASS;
    }

    /** Loses the first packets of all. */
    static LossRule first(int count) {
        return (packet, index) -> index < count ? Fate.LOST : Fate.PASS;
    }

    /** Loses the first packets of every telephone event of this payload type. */
    static LossRule firstOfEvent(int payloadType, int count) {
        Map<Long, Integer> passed = new HashMap<>();
        return (packet, index) -> isEvent(packet, payloadType) && passed.merge(event(packet), 1, Integer::sum) <= count
                ? Fate.LOST
                : Fate.PASS;
    }

    /** Loses the packets that end a telephone event of this payload type, all but the first so many of them. */
    static LossRule endOfEvent(int payloadType, int kept) {
        Map<Long, Integer> passed = new HashMap<>();
        return (packet, index) -> {
            boolean ends = isEvent(packet, payloadType) && packet[13] < 0;
            return ends && passed.merge(event(packet), 1, Integer::sum) > kept ? Fate.LOST : Fate.PASS;
        };
    }

    static LossRule duplicate(double probability, long seed) {
        var random = new SplittableRandom(seed);
        return (packet, index) -> random.nextDouble() < probability ? new Fate(2, 0) : Fate.PASS;
    }

    /** Makes this share of packets so late that those behind pass them. */
    static LossRule reorder(double probability, int lateMillis, long seed) {
        var random = new SplittableRandom(seed);
        return (packet, index) -> random.nextDouble() < probability ? new Fate(1, lateMillis) : Fate.PASS;
    }

    static LossRule delay(int millis) {
        return (packet, index) -> new Fate(1, millis);
    }

    /** Delays each packet by up to so much, evenly spread; packets may pass each other. */
    static LossRule jitter(int mostMillis, long seed) {
        var random = new SplittableRandom(seed);
        return (packet, index) -> new Fate(1, random.nextInt(mostMillis + 1));
    }

    private static boolean isEvent(byte[] packet, int payloadType) {
        return packet.length >= 16 && (packet[1] & 0x7F) == payloadType;
    }

    /** Source and timestamp tell one event from another. */
    private static long event(byte[] packet) {
        long key = 0;
        for (int i = 4; i < 12; i++) {
            key = key << 8 | packet[i] & 0xFF;
        }
        return key;
    }
}

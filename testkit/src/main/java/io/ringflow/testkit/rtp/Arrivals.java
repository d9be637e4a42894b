package io.ringflow.testkit.rtp;

import java.util.Arrays;
import java.util.BitSet;

/** Counts one stream's packets as they come. Owned by the receiving thread; asked under its lock. */
final class Arrivals {
    private final BitSet seen = new BitSet();

    private int packets;
    private int doubled;
    private int reordered;
    private int slips;
    private int firstSequence;
    private int highest;
    private long ssrc;
    private long lastTimestamp;
    private long lastNanos;
    private long longestGap;
    private double jitter;
    private long[] deviations = new long[1_024];
    private int gaps;
    private int lostBefore;

    synchronized void arrived(RtpPacket packet, long nanos) {
        packets++;
        if (packets == 1 || packet.ssrc() != ssrc) {
            lostBefore += packets == 1 ? 0 : lostNow();
            ssrc = packet.ssrc();
            seen.clear();
            firstSequence = packet.sequence();
            highest = 0;
            seen.set(0);
        } else {
            int place = highest + (short) (packet.sequence() - firstSequence - highest);
            if (place < 0 || seen.get(place)) {
                doubled++;
                return;
            }
            seen.set(place);
            follow(packet, nanos, place);
        }
        lastTimestamp = packet.timestamp();
        lastNanos = nanos;
    }

    private void follow(RtpPacket packet, long nanos, int place) {
        long gap = nanos - lastNanos;
        longestGap = Math.max(longestGap, gap);
        long step = (int) (packet.timestamp() - lastTimestamp);
        double transit = Math.abs(gap - step * 125_000.0); // one sample lasts 125 microseconds
        jitter += (transit - jitter) / 16;
        if (place < highest) {
            reordered++;
            return;
        }
        if (place == highest + 1) {
            if (gaps == deviations.length) {
                deviations = Arrays.copyOf(deviations, 2 * gaps);
            }
            deviations[gaps++] = (long) transit;
        }
        if (step != 160L * (place - highest)) {
            slips++;
        }
        highest = place;
    }

    private int lostNow() {
        return highest + 1 - seen.cardinality();
    }

    synchronized RtpStats stats() {
        long[] sorted = Arrays.copyOf(deviations, gaps);
        Arrays.sort(sorted);
        return new RtpStats(
                packets,
                packets == 0 ? 0 : lostBefore + lostNow(),
                doubled,
                reordered,
                jitter / 1e6,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                longestGap / 1e6,
                slips);
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}

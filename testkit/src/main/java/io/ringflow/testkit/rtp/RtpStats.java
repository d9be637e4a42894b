package io.ringflow.testkit.rtp;

import java.util.Locale;

/**
 * What one stream's arrivals were like.
 *
 * @param packets all that came, doubles included
 * @param lost sequence numbers between the first and the last that never came
 * @param jitterMillis interarrival jitter of RFC 3550 §6.4.1
 * @param pacingP99Millis how far gaps stray from the packet's own length: 99 of 100 are not worse
 * @param longestGapMillis the longest time without a packet
 * @param timestampSlips packets whose timestamp does not follow from their sequence number
 */
public record RtpStats(
        int packets,
        int lost,
        int doubled,
        int reordered,
        double jitterMillis,
        double pacingP50Millis,
        double pacingP99Millis,
        double longestGapMillis,
        int timestampSlips) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d packets, %d lost, %d doubled, %d reordered, jitter %.1f ms, pacing p50 %.1f p99 %.1f ms, "
                        + "longest gap %.1f ms, %d timestamp slips",
                packets,
                lost,
                doubled,
                reordered,
                jitterMillis,
                pacingP50Millis,
                pacingP99Millis,
                longestGapMillis,
                timestampSlips);
    }
}

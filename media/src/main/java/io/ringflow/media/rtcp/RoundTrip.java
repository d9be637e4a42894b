package io.ringflow.media.rtcp;

import io.ringflow.media.Tick;

/**
 * Network round trip from report blocks (RFC 3550 §6.4.1), to a tick's precision. Owned by the leg's loop. Report times
 * are counted in ticks, not by the wall clock, which RFC 3550 §6.4.1 allows.
 */
public final class RoundTrip {
    private static final double MILLIS_PER_UNIT = 1000.0 / 65_536;
    private static final double LONGEST_MILLIS = 60_000;

    private double millis = -1;

    /** A report block about us arrived. */
    void onReport(int lastSenderReport, int delaySince, int tick) {
        if (lastSenderReport == 0) {
            return;
        }
        int units = shortTime(tick) - lastSenderReport - delaySince;
        double measured = units * MILLIS_PER_UNIT;
        if (measured > LONGEST_MILLIS || measured < -Tick.MILLIS) {
            // Not an answer to a report of ours.
            return;
        }
        millis = Math.max(0, measured);
    }

    /** Last measured, or -1. */
    public double millis() {
        return millis;
    }

    /** Ticks in 65536ths of a second, as report times are. */
    static int shortTime(int ticks) {
        return (int) (((long) ticks * Tick.MILLIS << 16) / 1000);
    }
}

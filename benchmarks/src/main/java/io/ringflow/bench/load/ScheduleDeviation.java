package io.ringflow.bench.load;

/**
 * How late each packet of one stream is against the stream's own ideal clock: arrival minus media time, measured from
 * the earliest packet. The earliest is known only afterwards, so offsets are kept and judged by the block. Owned by one
 * stream's arrivals.
 */
final class ScheduleDeviation {

    private static final int BLOCK = 2_048;

    private final long[] offsets = new long[BLOCK];

    private int count;
    private long origin = Long.MAX_VALUE;

    /** Takes one packet: when it came, and when it would have on a clock that never errs. */
    void take(long arrivalNanos, long mediaNanos, RtpTotals totals) {
        offsets[count++] = arrivalNanos - mediaNanos;
        if (count == BLOCK) judge(totals);
    }

    /** Judges what is left and forgets the stream's clock: its timeline ends or starts anew. */
    void restart(RtpTotals totals) {
        judge(totals);
        origin = Long.MAX_VALUE;
    }

    private void judge(RtpTotals totals) {
        for (int i = 0; i < count; i++) origin = Math.min(origin, offsets[i]);
        for (int i = 0; i < count; i++) totals.recordSchedule(offsets[i] - origin);
        count = 0;
    }
}

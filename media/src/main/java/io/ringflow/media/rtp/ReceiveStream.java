package io.ringflow.media.rtp;

/**
 * The far end's stream as RFC 3550 §6.4.1 and appendix A count it: loss, jitter, and which source is speaking. Owned by
 * the leg's loop.
 *
 * <p>A new SSRC takes over after two packets in sequence; the figures of the old one stay in the totals.
 */
public final class ReceiveStream {

    /** What became of a packet. */
    public enum Verdict {
        ACCEPT,
        /** Accepted; the first of a new source: everything kept of the old one is void. */
        NEW_SOURCE,
        /** A stranger on probation: to be dropped. */
        PROBATION
    }

    private static final int MAX_DROPOUT = 3_000;
    private static final int MAX_MISORDER = 100;

    private boolean started;
    private int ssrc;
    private long base;
    private long highest;
    private long received;
    private long lostBefore;
    private long receivedTotal;
    private long expectedAtReport;
    private long receivedAtReport;
    private boolean timed;
    private long transit;
    private double jitter;
    private int strangerSsrc;
    private int strangerSequence = -1;
    private int jumpSequence = -1;

    /** Takes in one valid packet. */
    public Verdict onPacket(int source, int sequence) {
        if (started && source != ssrc) {
            boolean second = source == strangerSsrc && strangerSequence == sequence;
            strangerSsrc = source;
            strangerSequence = (sequence + 1) & 0xFFFF;
            if (!second) {
                return Verdict.PROBATION;
            }
        }
        if (!started || source != ssrc) {
            start(source, sequence);
            count(0);
            return Verdict.NEW_SOURCE;
        }
        int ahead = (short) (sequence - (int) highest);
        if (ahead > MAX_DROPOUT || ahead < -MAX_MISORDER) {
            // RFC 3550 A.1: two packets in sequence after a jump mean that the far end started anew.
            boolean second = sequence == jumpSequence;
            jumpSequence = (sequence + 1) & 0xFFFF;
            if (!second) {
                return Verdict.PROBATION;
            }
            start(source, sequence);
            count(0);
            return Verdict.NEW_SOURCE;
        }
        count(ahead);
        return Verdict.ACCEPT;
    }

    private void start(int source, int sequence) {
        lostBefore += started ? lostNow() : 0;
        started = true;
        ssrc = source;
        base = sequence;
        highest = sequence;
        received = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
        timed = false;
        strangerSequence = -1;
        jumpSequence = -1;
    }

    private void count(int ahead) {
        highest += Math.max(0, ahead);
        received++;
        receivedTotal++;
    }

    /**
     * An accepted packet's timing (RFC 3550 A.8); not for telephone-events, whose timestamp stands still.
     *
     * @param arrival in timestamp units
     * @param clockRate timestamp units per second; who is a second early or late has set its clock, and that is no jitter
     */
    public void onTiming(long timestamp, long arrival, int clockRate) {
        long now = arrival - timestamp;
        // The difference is taken modulo 2^32 because the timestamp wraps.
        int difference = (int) (now - transit);
        if (timed && difference > -clockRate && difference < clockRate) {
            difference = Math.abs(difference);
            jitter += (difference - jitter) / 16;
        }
        timed = true;
        transit = now;
    }

    /** The timestamp rate has changed, or the far end paused: intervals are measured anew from the next packet. */
    public void restartTiming() {
        timed = false;
    }

    /** False before the first packet. */
    public boolean started() {
        return started;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Interarrival jitter in timestamp units. */
    public double jitter() {
        return jitter;
    }

    public long received() {
        return receivedTotal;
    }

    /** Packets lost over all sources, never negative. */
    public long lost() {
        return lostBefore + (started ? lostNow() : 0);
    }

    /** Extended highest sequence number, low 32 bits (RFC 3550 §6.4.1). */
    public int extendedHighest() {
        return (int) highest;
    }

    /** Cumulative loss of the present source as a report block carries it: signed, 24 bits. */
    public int cumulativeLost() {
        return (int) Math.clamp(expected() - received, -0x80_0000L, 0x7F_FFFFL);
    }

    /** Fraction lost since the last call, in 256ths (RFC 3550 A.3). */
    public int fractionLost() {
        long expected = expected() - expectedAtReport;
        long got = received - receivedAtReport;
        expectedAtReport = expected();
        receivedAtReport = received;
        long missing = expected - got;
        return expected <= 0 || missing <= 0 ? 0 : (int) Math.min(255, (missing << 8) / expected);
    }

    private long expected() {
        return highest - base + 1;
    }

    private long lostNow() {
        return Math.max(0, expected() - received);
    }
}

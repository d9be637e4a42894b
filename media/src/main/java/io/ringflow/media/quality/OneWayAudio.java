package io.ringflow.media.quality;

/**
 * Suspects that a caller can't be heard, and why: what operators otherwise find out from a packet capture. Owned by the
 * leg's loop, which tells it once a second what came.
 */
public final class OneWayAudio {

    /** What keeps the far end from being heard. A closed set: it is a metric label. */
    public enum Cause {
        NONE,
        /** Nothing comes at all: a firewall, or a private address in a description. */
        NO_PACKETS,
        /** All that comes is from where nobody was signalled: NAT without symmetric RTP, or an intruder. */
        WRONG_SOURCE,
        /** All that comes has a payload type that was not agreed on. */
        CODEC_MISMATCH,
        /** Packets come, and all carry the same constant: a muted or broken far end. */
        SILENCE
    }

    /** Calls take a moment to begin, and talkers a breath. */
    private static final int PATIENCE_SECONDS = 3;

    /** People pause; only constant silence as long as this is odd. */
    private static final int SILENT_SECONDS = 20;

    private Cause candidate = Cause.NONE;
    private int seconds;
    private Cause suspected = Cause.NONE;

    /**
     * A second has passed in which the far end should have been heard.
     *
     * @param heard packets of audio or events accepted
     * @param constant whether all of them carried nothing but one constant
     * @param strangers packets refused for their source
     * @param unknown packets refused for their payload type
     * @return true when a suspicion has arisen just now
     */
    public boolean onSecond(long heard, boolean constant, long strangers, long unknown) {
        Cause now = judge(heard, constant, strangers, unknown);
        seconds = now == candidate ? seconds + 1 : 1;
        candidate = now;
        if (now == Cause.NONE) {
            suspected = Cause.NONE;
            return false;
        }
        if (suspected == now || seconds < (now == Cause.SILENCE ? SILENT_SECONDS : PATIENCE_SECONDS)) {
            return false;
        }
        suspected = now;
        return true;
    }

    private static Cause judge(long heard, boolean constant, long strangers, long unknown) {
        if (heard > 0) {
            return constant ? Cause.SILENCE : Cause.NONE;
        }
        if (unknown > 0) {
            return Cause.CODEC_MISMATCH;
        }
        return strangers > 0 ? Cause.WRONG_SOURCE : Cause.NO_PACKETS;
    }

    /** On hold nothing is expected. */
    public void reset() {
        candidate = Cause.NONE;
        suspected = Cause.NONE;
        seconds = 0;
    }

    /** What is suspected now. */
    public Cause suspected() {
        return suspected;
    }
}

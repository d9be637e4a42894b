package io.ringflow.media.quality;

import io.ringflow.media.MediaQuality.OneWay;

/**
 * Suspects that a caller can't be heard, and why: what operators otherwise find out from a packet capture. Owned by the
 * leg's loop, which tells it once a second what came.
 */
public final class OneWayAudio {

    /** Calls take a moment to begin, and talkers a breath. */
    private static final int PATIENCE_SECONDS = 3;

    /** People pause; only constant silence as long as this is odd. */
    private static final int SILENT_SECONDS = 20;

    private OneWay candidate = OneWay.NONE;
    private int seconds;
    private OneWay suspected = OneWay.NONE;

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
        OneWay now = judge(heard, constant, strangers, unknown);
        seconds = now == candidate ? seconds + 1 : 1;
        candidate = now;
        if (now == OneWay.NONE) {
            suspected = OneWay.NONE;
            return false;
        }
        if (suspected == now || seconds < (now == OneWay.SILENCE ? SILENT_SECONDS : PATIENCE_SECONDS)) {
            return false;
        }
        suspected = now;
        return true;
    }

    private static OneWay judge(long heard, boolean constant, long strangers, long unknown) {
        if (heard > 0) {
            return constant ? OneWay.SILENCE : OneWay.NONE;
        }
        if (unknown > 0) {
            return OneWay.CODEC_MISMATCH;
        }
        return strangers > 0 ? OneWay.WRONG_SOURCE : OneWay.NO_PACKETS;
    }

    /** On hold nothing is expected. */
    public void reset() {
        candidate = OneWay.NONE;
        suspected = OneWay.NONE;
        seconds = 0;
    }

    /** What is suspected now. */
    public OneWay suspected() {
        return suspected;
    }
}

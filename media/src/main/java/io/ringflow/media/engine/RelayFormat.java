package io.ringflow.media.engine;

import io.ringflow.media.sdp.MediaPlan;

/**
 * What a leg's packets are: those of one leg can be handed on to another whose format is equal. Immutable.
 *
 * @param variant of the codec
 * @param clockRate timestamp units per second
 * @param packetMillis packet time agreed on
 */
record RelayFormat(String variant, int clockRate, int packetMillis) {
    /** Before there is a plan. */
    static final RelayFormat NONE = new RelayFormat("none", 8_000, 20);

    /** A fault of whoever sends more must not be ours. */
    private static final int MOST_TIMES_AS_MANY = 4;

    private static final int LEAST_PER_SECOND = 100;

    static RelayFormat of(MediaPlan plan) {
        return new RelayFormat(plan.codec().variant(), plan.codec().clockRate(), plan.packetMillis());
    }

    int packetUnits() {
        return packetMillis * (clockRate / 1_000);
    }

    /** Packets handed on per second, whatever comes. */
    int mostPerSecond() {
        return Math.max(LEAST_PER_SECOND, MOST_TIMES_AS_MANY * 1_000 / packetMillis);
    }
}

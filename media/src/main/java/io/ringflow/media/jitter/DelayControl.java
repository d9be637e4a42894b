package io.ringflow.media.jitter;

/**
 * Decides by how much the delay should change, from how far it is above its target. Owned by the buffer; counts ticks
 * and samples.
 *
 * <p>Within a tick above the target nothing is done. Far outside the delay is brought back, by periods of the voice or
 * in pauses; near the borders, where only a difference of clocks brings it, by single samples.
 */
final class DelayControl {
    private static final int SLIP_TICKS = 5;

    private final boolean exact;
    private final int frame;
    private final int near;
    private final int far;

    private boolean growing;
    private boolean shrinking;
    private boolean slipping;
    private int sinceSlip;

    /**
     * @param frame samples in a tick
     * @param exact whether arrivals are known better than by tick; if not, a tick more or less means nothing yet
     */
    DelayControl(int frame, boolean exact) {
        this.exact = exact;
        this.frame = frame;
        this.near = frame / 5;
        this.far = exact ? frame / 2 : frame * 5 / 4;
    }

    /**
     * Asked once per tick.
     *
     * @param excess samples above the target
     * @param drifting whether the clocks are known to differ: then the delay is held closer
     * @return samples to add to the delay, negative to take away; a single one is a slip
     */
    int judge(int excess, boolean drifting) {
        sinceSlip++;
        growing = growing ? excess < 0 : excess < -far;
        shrinking = shrinking ? excess > near : excess > frame + far;
        if (growing || shrinking) {
            slipping = false;
            return -excess;
        }
        return slip(excess, drifting ? near : -near, drifting ? frame / 2 + near : frame + near);
    }

    private int slip(int excess, int least, int most) {
        // Coarse arrivals move by a whole tick at once: the slips make up for it one after the other.
        slipping = slipping ? excess < 0 || excess > frame / 2 : !exact && (excess < least || excess > most);
        if (!slipping && excess >= least && excess <= most || exact && sinceSlip < SLIP_TICKS) {
            return 0;
        }
        sinceSlip = 0;
        return excess < frame / 4 ? 1 : -1;
    }

    void restart() {
        growing = false;
        shrinking = false;
        slipping = false;
    }
}

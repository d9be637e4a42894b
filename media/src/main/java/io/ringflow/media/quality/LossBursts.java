package io.ringflow.media.quality;

/**
 * Tells bursts of loss from single losses, as RFC 3611 §4.7.2 and its appendix A.2 do with Gmin = 16: a burst begins and
 * ends with a loss and has fewer than 16 good packets in a row inside. Owned by the leg's loop; plain counters.
 */
public final class LossBursts {
    /** Good packets in a row that end a burst. */
    public static final int GMIN = 16;

    private long good;
    private long missing;
    private long runs;
    private boolean inRun;
    private long goodInRow;
    // Before the first loss there is a gap, as after a single one.
    private long lossesInBurst = 1;
    private long c11;
    private long c13;
    private long c14;
    private long c22;
    private long c23;
    private long c33;

    /** What became of the next packet. */
    public void onPacket(boolean heard) {
        if (heard) {
            good++;
            goodInRow++;
            inRun = false;
        } else {
            missing++;
            missed();
        }
    }

    private void missed() {
        if (!inRun) {
            inRun = true;
            runs++;
        }
        if (goodInRow >= GMIN) {
            if (lossesInBurst == 1) {
                c14++;
            } else {
                c13++;
            }
            lossesInBurst = 1;
            c11 += goodInRow;
        } else {
            lossesInBurst++;
            if (goodInRow == 0) {
                c33++;
            } else {
                c23++;
                c22 += goodInRow - 1;
            }
        }
        goodInRow = 0;
    }

    /** Packets that should have come. */
    public long expected() {
        return good + missing;
    }

    /** Share of packets that did not come in time, 0 to 1. */
    public double missRate() {
        return expected() == 0 ? 0 : (double) missing / expected();
    }

    /**
     * Burst ratio of G.107: the mean length of a run of losses, over what it would be if as many were lost at random; 1
     * or a little around it for random loss.
     */
    public double burstRatio() {
        if (runs == 0 || good == 0) {
            return 1;
        }
        double meanRun = (double) missing / runs;
        double random = 1 / (1 - missRate());
        return meanRun / random;
    }

    /** Share of packets missing inside bursts, 0 to 1. */
    public double burstDensity() {
        long leaving = c13 + c23 + c33;
        double p32 = leaving == 0 ? 0 : (double) c23 / leaving;
        double p23 = c22 + c23 < 1 ? 1 : 1 - (double) c22 / (c22 + c23);
        return c13 + c23 + c33 == 0 ? 0 : p23 / (p23 + p32);
    }

    /** Share of packets missing between bursts, 0 to 1. */
    public double gapDensity() {
        return c11 + c14 == 0 ? 0 : (double) c14 / (c11 + c14);
    }

    /** Mean length of bursts, in packets. */
    public double burstPackets() {
        if (c13 == 0) {
            return 0;
        }
        long all = c11 + c14 + c13 + c22 + c23 + c13 + c23 + c33;
        return Math.max(0, (double) all / c13 - gapPackets());
    }

    /** Mean length of what lies between bursts, in packets. */
    public double gapPackets() {
        return c13 == 0 ? expected() : (double) (c11 + c14 + c13) / c13;
    }
}

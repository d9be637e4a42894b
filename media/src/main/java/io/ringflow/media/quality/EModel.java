package io.ringflow.media.quality;

/**
 * The E-model (ITU-T G.107) reduced to what a media server sees: codec, loss, its burstiness and delay; everything else
 * has its default. Pure functions.
 *
 * <p>R is 93.2 for a perfect narrow-band call; a wide-band one is not rated higher. MOS runs from 1 to 4.41 here.
 */
public final class EModel {
    /** R of a call with nothing wrong, G.107 defaults. */
    public static final double BEST_R = 93.2;

    private static final double WORST_IE = 95;
    private static final double NOTICEABLE_DELAY_MILLIS = 177.3;

    private EModel() {}

    /**
     * Effective equipment impairment, Ie,eff (G.107 §3.5).
     *
     * @param loss share of packets lost or discarded, 0 to 1
     * @param burstRatio 1 for random loss, more when losses come together
     */
    public static double equipmentImpairment(Impairment codec, double loss, double burstRatio) {
        double percent = 100 * Math.clamp(loss, 0, 1);
        if (percent == 0) {
            return codec.equipment();
        }
        double more =
                (WORST_IE - codec.equipment()) * percent / (percent / Math.max(1, burstRatio) + codec.robustness());
        return Math.min(WORST_IE, codec.equipment() + more);
    }

    /** Delay impairment, Id, in the usual short form of G.107 §3.4 for a call without echo. */
    public static double delayImpairment(double oneWayMillis) {
        double delay = Math.max(0, oneWayMillis);
        double beyond = Math.max(0, delay - NOTICEABLE_DELAY_MILLIS);
        return 0.024 * delay + 0.11 * beyond;
    }

    /** R of what is heard, delay left aside. */
    public static double listeningR(Impairment codec, double loss, double burstRatio) {
        return Math.max(0, BEST_R - equipmentImpairment(codec, loss, burstRatio));
    }

    /** Mean opinion score of an R (G.107 annex B). */
    public static double mos(double r) {
        if (r <= 0) {
            return 1;
        }
        if (r >= 100) {
            return 4.5;
        }
        return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }
}

package io.ringflow.media.quality;

import java.util.Map;

/**
 * What a codec costs in the E-model (ITU-T G.113 appendix I).
 *
 * @param equipment Ie: impairment without loss
 * @param robustness Bpl: how well it stands loss, concealment included
 */
public record Impairment(double equipment, double robustness) {

    /** G.711 with the concealment of its appendix I; also taken for what G.113 does not list. */
    private static final Impairment PCM = new Impairment(0, 25.1);

    private static final Map<String, Impairment> LISTED = Map.of(
            "G729", new Impairment(11, 19),
            "G723", new Impairment(15, 16.1),
            "GSM", new Impairment(20, 43),
            "ILBC", new Impairment(11, 32),
            "AMR", new Impairment(5, 10),
            // not in G.113: near its kin at the same rate
            "SPEEX", new Impairment(11, 19));

    /** @param codec encoding name, with or without {@code /clock rate} */
    public static Impairment of(String codec) {
        int slash = codec.indexOf('/');
        return LISTED.getOrDefault(slash < 0 ? codec : codec.substring(0, slash), PCM);
    }
}

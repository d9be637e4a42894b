package io.ringflow.ivr.speech.espeak;

import io.ringflow.ivr.speech.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How espeak-ng is told to speak. Pure. */
final class EspeakVoice {

    private static final int WORDS_PER_MINUTE = 175;
    private static final int AMPLITUDE = 100;
    private static final int PITCH = 50;

    /**
     * Voices whose name is not their language's. The voice cmn of espeak-ng 1.51 spells the pinyin of most characters in
     * English; cmn-latn-pinyin says it in Mandarin.
     */
    private static final Map<String, String> NAMED = Map.of(
            "zh", "cmn-latn-pinyin",
            "cmn", "cmn-latn-pinyin",
            "zh-hk", "yue",
            "zh-yue", "yue",
            "en", "en-us");

    /** Regions that have a voice of their own. */
    private static final Set<String> REGIONAL =
            Set.of("en-us", "en-gb", "pt-br", "es-419", "fr-be", "fr-ch", "vi-vn-x-south");

    private EspeakVoice() {}

    /** The arguments after the program's name; each is a word of its own, and the text is none of them. */
    static List<String> arguments(Utterance utterance) {
        return List.of(
                "--stdin",
                "--stdout",
                "-b",
                "1",
                "-v",
                voice(utterance),
                "-s",
                Long.toString(Math.round(WORDS_PER_MINUTE * Utterance.factor(utterance.speed()))),
                "-a",
                Long.toString(Math.round(AMPLITUDE * Utterance.factor(utterance.volume()))),
                "-p",
                Integer.toString(Math.clamp(PITCH + utterance.pitch() / 10, 0, 99)));
    }

    /** The text as it is read from standard input: what would be a phoneme's spelling is plain text. */
    static String text(Utterance utterance) {
        return utterance.text().replace("[[", "[ [") + "\n";
    }

    static String voice(Utterance utterance) {
        if (!utterance.voice().isEmpty()) return utterance.voice();
        var language = utterance.language().toLowerCase(Locale.ROOT);
        if (NAMED.containsKey(language)) return NAMED.get(language);
        if (REGIONAL.contains(language)) return language;
        var primary = language.split("-", 2)[0];
        return NAMED.getOrDefault(primary, primary);
    }
}

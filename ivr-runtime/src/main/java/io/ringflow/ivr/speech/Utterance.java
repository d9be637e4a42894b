package io.ringflow.ivr.speech;

import java.util.regex.Pattern;

/**
 * What is to be said, and how. Immutable. The same utterance sounds the same, so it is what speech is kept by.
 *
 * @param text without control characters; not shown in logs
 * @param language BCP 47, such as {@code zh-CN}
 * @param voice a voice of the provider; empty: its own choice for the language
 * @param speed -500 is half as fast, 0 ordinary, 500 twice as fast
 * @param volume -500 is 6 dB softer, 500 is 6 dB louder
 * @param pitch -500 to 500, where the provider can
 * @param free text of the application's own, which its TTS switch allows; a number that is read out is not
 */
public record Utterance(String text, String language, String voice, int speed, int volume, int pitch, boolean free) {

    /** Greatest and, negated, least speed, volume and pitch (D10). */
    public static final int MOST = 500;

    // A control character could be a command to the engine: U+0001 is one to espeak-ng.
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    public Utterance {
        text = CONTROL.matcher(text).replaceAll(" ").strip();
    }

    /** Ordinary speed, volume and pitch, the provider's voice. */
    public static Utterance of(String text, String language) {
        return new Utterance(text, language, "", 0, 0, 0, true);
    }

    public Utterance reading(String other) {
        return new Utterance(other, language, voice, speed, volume, pitch, false);
    }

    public Utterance saying(String other) {
        return new Utterance(other, language, voice, speed, volume, pitch, true);
    }

    /** The factor of a setting: 0.5 to 2. */
    public static double factor(int setting) {
        return Math.pow(2, (double) setting / MOST);
    }

    /** Who logs an utterance does not log what is said. */
    @Override
    public String toString() {
        return "Utterance[%d characters, %s, voice %s, speed %d, volume %d, pitch %d]"
                .formatted(text.length(), language, voice.isEmpty() ? "-" : voice, speed, volume, pitch);
    }
}

package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.speech.Utterance;
import java.util.regex.Pattern;

/** How something is said (D10), for every command that speaks. Stateless. */
final class VoiceAttributes {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern VOICE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.:+-]{0,63}");
    private static final ValueType<Integer> DEGREE = ValueType.number(-Utterance.MOST, Utterance.MOST);

    static final Attribute<String> LANG = Attribute.of(
            "lang", ValueType.matching("a language such as zh-CN or en-US", LANGUAGE), "zh-CN", "its language");
    static final Attribute<String> VOICE = Attribute.optional(
            "voice",
            ValueType.matching("a name of letters, digits, blanks and _ . : + -", VOICE_NAME),
            "a voice of the speech provider; without it, its own for the language");
    static final Attribute<Integer> SPEED =
            Attribute.of("speed", DEGREE, "0", "-500 is half as fast, 500 twice as fast");
    static final Attribute<Integer> VOLUME =
            Attribute.of("volume", DEGREE, "0", "-500 is 6 dB softer, 500 6 dB louder");
    static final Attribute<Integer> PITCH =
            Attribute.of("pitch", DEGREE, "0", "lower or higher, where the provider can");

    private VoiceAttributes() {}

    /** How these attributes say things; nothing is said yet. */
    static Utterance voice(CommandInput in) {
        return new Utterance(
                "", in.get(LANG), in.find(VOICE).orElse(""), in.get(SPEED), in.get(VOLUME), in.get(PITCH), true);
    }
}

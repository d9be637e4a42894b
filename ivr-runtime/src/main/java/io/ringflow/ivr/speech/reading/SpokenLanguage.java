package io.ringflow.ivr.speech.reading;

import java.util.Locale;
import java.util.Optional;

/** A language in which values are read out. Implementations are stateless. */
public interface SpokenLanguage {

    /** Keys of a telephone one by one. */
    String digits(String keys);

    String quantity(Quantity value);

    String money(Money value);

    String moment(Moment value);

    /** @param tag BCP 47, such as {@code zh-CN} */
    static Optional<SpokenLanguage> of(String tag) {
        var lower = tag.toLowerCase(Locale.ROOT);
        return switch (lower.split("-", 2)[0]) {
            case "zh", "cmn", "yue" -> Optional.of(new Mandarin());
            case "en" -> Optional.of(new English(lower.equals("en") || lower.startsWith("en-us")));
            default -> Optional.empty();
        };
    }
}

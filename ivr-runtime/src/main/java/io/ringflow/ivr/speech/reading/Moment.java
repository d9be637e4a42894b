package io.ringflow.ivr.speech.reading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** A date, with or without a time of day. */
public record Moment(LocalDate date, Optional<LocalTime> time) {

    private static final Pattern FORM = Pattern.compile("\\d{8}(\\d{4}|\\d{6})?");
    private static final String WORDS = "a date and time yyyyMMddHHmmss, yyyyMMddHHmm or yyyyMMdd";

    /** @throws IllegalArgumentException whose message ends the sentence "it must be ..." */
    public static Moment parse(String text) {
        if (!FORM.matcher(text).matches()) throw new IllegalArgumentException(WORDS);
        try {
            var date = LocalDate.of(part(text, 0, 4), part(text, 4, 6), part(text, 6, 8));
            if (date.getYear() == 0) throw new IllegalArgumentException(WORDS);
            if (text.length() == 8) return new Moment(date, Optional.empty());
            int second = text.length() == 14 ? part(text, 12, 14) : 0;
            return new Moment(date, Optional.of(LocalTime.of(part(text, 8, 10), part(text, 10, 12), second)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(WORDS + " that is on the calendar", e);
        }
    }

    private static int part(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }
}

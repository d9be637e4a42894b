package io.ringflow.ivr.speech.reading;

import java.util.regex.Pattern;

/** An amount in yuan, jiao (tenths) and fen (hundredths). */
public record Money(boolean negative, long yuan, int jiao, int fen) {

    private static final Pattern FORM = Pattern.compile("([+-]?)(\\d{1,16})(?:\\.(\\d)(\\d)?)?");

    /** @throws IllegalArgumentException whose message ends the sentence "it must be ..." */
    public static Money parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("an amount such as 12.50, of 16 digits and two decimals at most");
        }
        long yuan = Long.parseLong(form.group(2));
        int jiao = digit(form.group(3));
        int fen = digit(form.group(4));
        boolean zero = yuan == 0 && jiao == 0 && fen == 0;
        return new Money(form.group(1).equals("-") && !zero, yuan, jiao, fen);
    }

    private static int digit(@org.jspecify.annotations.Nullable String text) {
        return text == null ? 0 : text.charAt(0) - '0';
    }
}

package io.ringflow.ivr.speech.reading;

import java.util.regex.Pattern;

/**
 * A number to be read as how many or how much.
 *
 * @param whole the part before the point, without its sign
 * @param decimals the digits behind the point as they were written; may be empty
 */
public record Quantity(boolean negative, long whole, String decimals) {

    /** Below ten thousand times a hundred million squared: what Mandarin has short names for. */
    public static final int MOST_DIGITS = 16;

    private static final Pattern FORM = Pattern.compile("([+-]?)(\\d{1,16})(?:\\.(\\d{1,8}))?");

    /** @throws IllegalArgumentException whose message ends the sentence "it must be ..." */
    public static Quantity parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) throw new IllegalArgumentException("a number such as -1234.5, of 16 digits at most");
        var decimals = form.group(3) == null ? "" : form.group(3);
        long whole = Long.parseLong(form.group(2));
        boolean zero = whole == 0 && decimals.chars().allMatch(c -> c == '0');
        return new Quantity(form.group(1).equals("-") && !zero, whole, decimals);
    }
}

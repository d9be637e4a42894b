package io.ringflow.ivr.application;

import java.util.regex.Pattern;

/** How an access number is compared: 400 and fixed-line numbers without the marks people write in them. Pure. */
public final class AccessNumber {

    private static final String MARKS = " ().-";
    private static final Pattern VALID = Pattern.compile("\\*|\\+?[0-9]+|[A-Za-z0-9._~!&=+$,;?/-]+");

    private AccessNumber() {}

    /** {@code 400-123-4567} becomes {@code 4001234567}; the name of a VoIP account stays as it is. */
    public static String plain(String number) {
        String text = number.strip();
        var digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit || (c == '+' && i == 0)) digits.append(c);
            else if (MARKS.indexOf(c) < 0) return text;
        }
        boolean anyDigit = digits.length() > (text.startsWith("+") ? 1 : 0);
        return anyDigit ? digits.toString() : text;
    }

    /** Whether it can be dialled: digits, the user part of a SIP URI, or the catch-all. */
    public static boolean valid(String number) {
        return VALID.matcher(plain(number)).matches();
    }
}

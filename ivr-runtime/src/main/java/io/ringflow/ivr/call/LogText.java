package io.ringflow.ivr.call;

import java.util.regex.Pattern;

/** Makes what others wrote fit for one line of a log. */
final class LogText {

    private static final int LONGEST = 120;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private LogText() {}

    static String of(String foreign) {
        var line = holdsControl(foreign) ? CONTROL.matcher(foreign).replaceAll("?") : foreign;
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') return true;
        }
        return false;
    }

    /** A target without its query, which may hold what the caller typed. */
    static String target(String url) {
        int query = url.indexOf('?');
        return of(query < 0 ? url : url.substring(0, query));
    }
}

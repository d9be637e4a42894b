package io.ringflow.ivr.call;

/** Makes what others wrote fit for one line of a log. */
final class LogText {

    private static final int LONGEST = 120;

    private LogText() {}

    static String of(String foreign) {
        var line = foreign.length() <= LONGEST ? foreign : foreign.substring(0, LONGEST) + "…";
        for (int i = 0; i < line.length(); i++) {
            if (breaks(line.charAt(i))) return masked(line);
        }
        return line;
    }

    /** Whether a terminal or a reader of lines takes it for more than a sign. */
    private static boolean breaks(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static String masked(String line) {
        var signs = line.toCharArray();
        for (int i = 0; i < signs.length; i++) {
            if (breaks(signs[i])) signs[i] = '?';
        }
        return new String(signs);
    }

    /** A target without its query, which may hold what the caller typed. */
    static String target(String url) {
        int query = url.indexOf('?');
        return of(query < 0 ? url : url.substring(0, query));
    }
}

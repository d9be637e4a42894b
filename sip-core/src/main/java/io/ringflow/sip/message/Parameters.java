package io.ringflow.sip.message;

import java.util.Optional;

/** Finds header parameters, those outside quotes and angle brackets (RFC 3261 §20). */
public final class Parameters {

    private Parameters() {}

    /** The value of a parameter; empty text for one without a value. */
    public static Optional<String> of(String value, String name) {
        int at = next(value, 0, ';');
        while (at < value.length()) {
            int end = next(value, at + 1, ';');
            int equals = value.indexOf('=', at + 1);
            boolean bare = equals < 0 || equals >= end;
            if (isNamed(value, at + 1, bare ? end : equals, name)) {
                return Optional.of(
                        bare ? "" : unquoted(value.substring(equals + 1, end).strip()));
            }
            at = end;
        }
        return Optional.empty();
    }

    /** Where the mark stands next outside quotes and angle brackets, or the length. */
    public static int next(String value, int from, char mark) {
        boolean quoted = false;
        int depth = 0;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth = Math.max(0, depth - 1);
            } else if (c == mark && depth == 0) {
                return i;
            }
        }
        return value.length();
    }

    private static boolean isNamed(String value, int from, int to, String name) {
        int start = from;
        while (start < to && Character.isWhitespace(value.charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && Character.isWhitespace(value.charAt(end - 1))) {
            end--;
        }
        return end - start == name.length() && value.regionMatches(true, start, name, 0, name.length());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

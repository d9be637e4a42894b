package io.ringflow.sip.digest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of a Digest challenge or of credentials (RFC 3261 §25.1, RFC 7235 §2.1), by lower-case name. Pure. */
record AuthParameters(Map<String, String> byName) {
    private static final int MOST = 32;

    /** Empty for another scheme, or for what can't be read. */
    static Optional<AuthParameters> of(String header) {
        String text = header.strip();
        int space = text.indexOf(' ');
        if (space < 0 || !text.substring(0, space).equalsIgnoreCase("Digest")) {
            return Optional.empty();
        }
        var found = new LinkedHashMap<String, String>();
        int at = space + 1;
        while (at < text.length() && found.size() < MOST) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at, equals).replace(',', ' ').strip().toLowerCase(Locale.ROOT);
            int from = equals + 1;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            var value = new StringBuilder();
            at = from < text.length() && text.charAt(from) == '"'
                    ? quoted(text, from + 1, value)
                    : token(text, from, value);
            if (at < 0 || found.putIfAbsent(name, value.toString()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new AuthParameters(Map.copyOf(found)));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    String text(String name) {
        return byName.getOrDefault(name, "");
    }

    /** A value as a quoted string. */
    static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The place after the closing quote; negative if there is none. */
    private static int quoted(String text, int from, StringBuilder value) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                int comma = text.indexOf(',', i);
                return comma < 0 ? text.length() : comma + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i);
            }
            value.append(c);
        }
        return -1;
    }

    private static int token(String text, int from, StringBuilder value) {
        int comma = text.indexOf(',', from);
        int end = comma < 0 ? text.length() : comma;
        value.append(text.substring(from, end).strip());
        return comma < 0 ? end : comma + 1;
    }
}

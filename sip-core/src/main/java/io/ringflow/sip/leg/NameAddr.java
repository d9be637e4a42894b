package io.ringflow.sip.leg;

import java.util.ArrayList;
import java.util.List;

/**
 * A From, To, Contact or Route value taken apart (RFC 3261 §20.10): display name as written, URI, header parameters
 * as written.
 */
record NameAddr(String display, String uri, String parameters) {

    /** A header value of a display name, quoted if there is one, and a URI. */
    static String of(String display, String uri) {
        String oneLine = display.replaceAll("\\p{Cntrl}", " ").strip();
        String quoted = '"' + oneLine.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
        return (oneLine.isEmpty() ? "" : quoted) + "<" + uri + ">";
    }

    static NameAddr parse(String value) {
        int open = outsideQuotes(value, '<', 0);
        if (open >= 0) {
            int close = value.indexOf('>', open);
            int end = close < 0 ? value.length() : close;
            String rest = close < 0 ? "" : value.substring(close + 1);
            return new NameAddr(
                    value.substring(0, open).strip(),
                    value.substring(open + 1, end).strip(),
                    rest.strip());
        }
        // RFC 3261 §20: without angle brackets, what follows a semicolon belongs to the header, not to the URI.
        int semicolon = value.indexOf(';');
        int end = semicolon < 0 ? value.length() : semicolon;
        return new NameAddr(
                "", value.substring(0, end).strip(), value.substring(end).strip());
    }

    /** The values of a comma-separated header line. */
    static List<String> split(String line) {
        var values = new ArrayList<String>();
        int start = 0;
        int from = 0;
        while (true) {
            int comma = outsideQuotes(line, ',', from);
            if (comma < 0) {
                break;
            }
            int open = line.lastIndexOf('<', comma);
            if (open >= start && line.indexOf('>', open) > comma) {
                from = comma + 1;
                continue;
            }
            values.add(line.substring(start, comma).strip());
            start = comma + 1;
            from = start;
        }
        values.add(line.substring(start).strip());
        values.removeIf(String::isEmpty);
        return values;
    }

    /** The value as it goes into a request of ours: everything but the tag, which travels in the dialog id. */
    String withoutTag() {
        var text = new StringBuilder(display);
        if (!display.isEmpty()) {
            text.append(' ');
        }
        text.append('<').append(uri).append('>');
        for (String parameter : parameters.split(";")) {
            String name = parameter.strip();
            if (!name.isEmpty() && !name.regionMatches(true, 0, "tag=", 0, 4)) {
                text.append(';').append(name);
            }
        }
        return text.toString();
    }

    private static int outsideQuotes(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == wanted) {
                return i;
            }
        }
        return -1;
    }
}

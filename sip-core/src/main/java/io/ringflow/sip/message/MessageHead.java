package io.ringflow.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Start line and header lines of one message, found in its bytes but not interpreted. Immutable by contract: the bytes
 * are borrowed from whoever received them and never written again.
 */
public final class MessageHead {
    private final byte[] bytes;
    private final String startLine;
    private final String method;
    private final List<Field> fields;
    private final int bodyStart;
    private final int bodyEnd;

    /** One header line. */
    public static final class Field {
        private final String name;
        private final int from;
        private final int to;
        // Whoever reads it first makes it, and everybody would make the same.
        private @Nullable String raw;

        /**
         * Where a line's value is.
         *
         * @param name lower case, long form
         * @param from first octet of the value, white space trimmed
         * @param to one past its last
         */
        public Field(String name, int from, int to) {
            this.name = name;
            this.from = from;
            this.to = to;
        }

        public String name() {
            return name;
        }
    }

    public MessageHead(byte[] bytes, String startLine, List<Field> fields, int bodyStart, int bodyEnd) {
        this.bytes = bytes;
        this.startLine = startLine;
        int space = startLine.indexOf(' ');
        this.method = startLine.startsWith("SIP/") || space < 0 ? "" : startLine.substring(0, space);
        this.fields = List.copyOf(fields);
        this.bodyStart = bodyStart;
        this.bodyEnd = bodyEnd;
    }

    /** The start line, octet by octet (ISO 8859-1), without its end. */
    public String startLine() {
        return startLine;
    }

    public List<Field> fields() {
        return fields;
    }

    public boolean isResponse() {
        return startLine.startsWith("SIP/");
    }

    /** Request method; empty if there is none. */
    public String method() {
        return method;
    }

    /** Request-URI as it stands; empty if there is none. */
    public String requestUri() {
        int first = startLine.indexOf(' ');
        int last = startLine.lastIndexOf(' ');
        return isResponse() || first < 0 || last <= first ? "" : startLine.substring(first + 1, last);
    }

    /** How many lines bear this name (lower case, long form). */
    public int count(String name) {
        int count = 0;
        for (Field field : fields) {
            if (field.name().equals(name)) {
                count++;
            }
        }
        return count;
    }

    /** The first value of that name (lower case, long form), unfolded, octet by octet. */
    public Optional<String> raw(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(raw(field));
            }
        }
        return Optional.empty();
    }

    /** The value of a line, unfolded (RFC 3261 §7.3.1), octet by octet. */
    public String raw(Field field) {
        String raw = field.raw;
        if (raw == null) {
            raw = unfolded(new String(bytes, field.from, field.to - field.from, StandardCharsets.ISO_8859_1));
            field.raw = raw;
        }
        return raw;
    }

    /** The value of a line as text, unfolded. */
    public String text(Field field) {
        for (int i = field.from; i < field.to; i++) {
            if (bytes[i] < 0) {
                return unfolded(new String(bytes, field.from, field.to - field.from, StandardCharsets.UTF_8));
            }
        }
        return raw(field);
    }

    /** The first value of that name (lower case, long form) as text. */
    public Optional<String> text(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(text(field));
            }
        }
        return Optional.empty();
    }

    /** Values of that name (lower case, long form) as text, in order. */
    public List<String> texts(String name) {
        int count = count(name);
        if (count == 0) {
            return List.of();
        }
        var values = new ArrayList<String>(count);
        for (Field field : fields) {
            if (field.name().equals(name)) {
                values.add(text(field));
            }
        }
        return List.copyOf(values);
    }

    /** All header values as text by name, in order of arrival. */
    public Map<String, List<String>> all() {
        var all = new LinkedHashMap<String, List<String>>();
        for (Field field : fields) {
            all.computeIfAbsent(field.name(), name -> new ArrayList<>(1)).add(text(field));
        }
        return all;
    }

    public int bodyLength() {
        return bodyEnd - bodyStart;
    }

    /** A copy of the body. */
    public byte[] body() {
        byte[] body = new byte[bodyLength()];
        System.arraycopy(bytes, bodyStart, body, 0, body.length);
        return body;
    }

    /** The tag parameter of From or To; empty if there is none. */
    public String tag(String name) {
        return raw(name).flatMap(value -> Parameters.of(value, "tag")).orElse("");
    }

    /** The sequence number in CSeq; negative if there is none that can be read. */
    public long cseqNumber() {
        String value = raw("cseq").orElse("");
        int end = 0;
        while (end < value.length() && Character.digit(value.charAt(end), 10) >= 0) {
            end++;
        }
        return end == 0 || end > 18 ? -1 : Long.parseLong(value.substring(0, end));
    }

    private static String unfolded(String value) {
        if (value.indexOf('\n') < 0) {
            return value;
        }
        var line = new StringBuilder(value.length());
        boolean folding = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n') {
                folding = true;
            } else if (!folding) {
                line.append(c);
            } else if (c != ' ' && c != '\t') {
                line.append(' ').append(c);
                folding = false;
            }
        }
        return line.toString();
    }
}

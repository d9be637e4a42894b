package io.ringflow.sip.transport;

import io.ringflow.sip.message.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of octets into messages by Content-Length (RFC 3261 §18.3). It never guesses: none, two or a strange
 * length breaks the stream. Owned by the connection's event loop.
 */
final class StreamFramer {
    private static final int FIRST_CAPACITY = 2_048;

    private final int limit;

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int from;
    private int to;
    private int searched;

    /** What stands at the front of the stream. */
    sealed interface Frame {
        record Whole(byte[] octets) implements Frame {}

        /** Double CRLF, to be answered by a single one (RFC 5626 §4.4.1). */
        record Ping() implements Frame {}

        /** A message has begun and is not complete. */
        record Partial() implements Frame {}

        record Nothing() implements Frame {}

        record Broken(byte[] head, int status) implements Frame {}
    }

    StreamFramer(int limit) {
        this.limit = limit;
    }

    /** Room for so many octets more; they are written to {@link #array} at {@link #end} and told by {@link #written}. */
    void reserve(int octets) {
        if (from == to) {
            from = 0;
            to = 0;
            searched = 0;
        }
        if (to + octets > buffer.length) {
            int held = to - from;
            byte[] target =
                    held + octets > buffer.length ? new byte[Math.max(buffer.length * 2, held + octets)] : buffer;
            System.arraycopy(buffer, from, target, 0, held);
            searched -= from;
            buffer = target;
            from = 0;
            to = held;
        }
    }

    byte[] array() {
        return buffer;
    }

    int end() {
        return to;
    }

    void written(int octets) {
        to += octets;
    }

    Frame next() {
        if (startsWithPing()) {
            from += 4;
            return new Frame.Ping();
        }
        while (from < to && (buffer[from] == '\r' || buffer[from] == '\n') && !mayBecomePing()) {
            from++;
        }
        if (from == to || mayBecomePing()) {
            return new Frame.Nothing();
        }
        int bodyStart = headEnd();
        if (bodyStart < 0) {
            return to - from > limit ? broken(to, 513) : new Frame.Partial();
        }
        long body = contentLength(bodyStart);
        if (body < 0) {
            return broken(bodyStart, 400);
        }
        if (bodyStart - from + body > limit) {
            return broken(bodyStart, 513);
        }
        int end = bodyStart + (int) body;
        if (end > to) {
            return new Frame.Partial();
        }
        byte[] octets = Arrays.copyOfRange(buffer, from, end);
        from = end;
        searched = end;
        return new Frame.Whole(octets);
    }

    private boolean startsWithPing() {
        return to - from >= 4
                && buffer[from] == '\r'
                && buffer[from + 1] == '\n'
                && buffer[from + 2] == '\r'
                && buffer[from + 3] == '\n';
    }

    private boolean mayBecomePing() {
        int held = to - from;
        return held < 4
                && (held < 1 || buffer[from] == '\r')
                && (held < 2 || buffer[from + 1] == '\n')
                && (held < 3 || buffer[from + 2] == '\r');
    }

    private int headEnd() {
        for (int i = Math.max(from, searched); i + 3 < to; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        searched = Math.max(from, to - 3);
        return -1;
    }

    /** The only Content-Length of the head, or -1. */
    private long contentLength(int bodyStart) {
        String head = new String(buffer, from, bodyStart - from, StandardCharsets.ISO_8859_1);
        long found = -1;
        int line = head.indexOf("\r\n") + 2;
        while (line < head.length() - 2) {
            int end = head.indexOf("\r\n", line);
            int colon = head.indexOf(':', line);
            if (colon > line && colon < end) {
                String name = head.substring(line, colon).strip();
                if (HeaderNames.canonical(name).equals("content-length")) {
                    long value = PreParser.number(value(head, colon + 1, end));
                    if (found >= 0 || value < 0) {
                        return -1;
                    }
                    found = value;
                }
            }
            line = end + 2;
        }
        return found;
    }

    /** The value with its continuation lines (RFC 3261 §7.3.1). */
    private static String value(String head, int from, int lineEnd) {
        int end = lineEnd;
        while (end + 2 < head.length() && (head.charAt(end + 2) == ' ' || head.charAt(end + 2) == '\t')) {
            end = head.indexOf("\r\n", end + 2);
        }
        return head.substring(from, end).strip();
    }

    private Frame broken(int headEnd, int status) {
        byte[] head = Arrays.copyOfRange(buffer, from, headEnd);
        from = to;
        return new Frame.Broken(head, status);
    }
}

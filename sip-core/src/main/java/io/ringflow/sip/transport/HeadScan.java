package io.ringflow.sip.transport;

import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.message.HeaderNames;
import io.ringflow.sip.message.MessageHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One pass over the octets of a head that finds its lines. Used once, by one thread. */
final class HeadScan {
    private final byte[] bytes;
    private final int start;
    private final int length;
    private final Limits limits;
    private final List<MessageHead.Field> fields = new ArrayList<>(16);

    private String startLine = "";
    private String problem = "";
    private int bodyStart;

    HeadScan(byte[] bytes, int start, int length, Limits limits) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        this.limits = limits;
        this.bodyStart = length;
    }

    /** Whether the head is sound; if not, {@link #problem} tells and what was found so far is kept. */
    boolean run() {
        int end = lineEnd(start);
        if (end < 0) {
            return fails("Unterminated Start Line");
        }
        startLine = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        int at = end + 2;
        while (problem.isEmpty()) {
            if (at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n') {
                bodyStart = at + 2;
                return true;
            }
            end = fieldEnd(at);
            if (end < 0) {
                return fails("Unterminated Header");
            }
            field(at, end);
            at = end + 2;
        }
        return false;
    }

    String problem() {
        return problem;
    }

    int bodyStart() {
        return bodyStart;
    }

    MessageHead head(int bodyFrom, int bodyTo) {
        return new MessageHead(bytes, startLine, fields, bodyFrom, bodyTo);
    }

    private void field(int from, int to) {
        if (to - from > limits.headerLineBytes()) {
            fails("Header Too Long");
        }
        if (fields.size() >= limits.headers()) {
            fails("Too Many Headers");
        }
        int colon = from;
        while (colon < to && HeaderNames.isToken(bytes[colon])) {
            colon++;
        }
        int nameEnd = colon;
        while (colon < to && isBlank(bytes[colon])) {
            colon++;
        }
        if (nameEnd == from || colon == to || bytes[colon] != ':') {
            fails("Malformed Header");
        }
        if (!problem.isEmpty() || !isClean(colon + 1, to)) {
            return;
        }
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && isSpace(bytes[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isSpace(bytes[valueTo - 1])) {
            valueTo--;
        }
        fields.add(new MessageHead.Field(HeaderNames.canonical(bytes, from, nameEnd), valueFrom, valueTo));
    }

    /** NUL may stand in a quoted string behind a backslash only (RFC 3261 §25.1 quoted-pair). */
    private boolean isClean(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0 && bytes[i - 1] != '\\') {
                return fails("Forbidden Octet");
            }
        }
        return true;
    }

    /** Where the CRLF of this line stands; -1 if there is none, or a CR or LF alone before it. */
    private int lineEnd(int from) {
        for (int i = from; i < length; i++) {
            if (bytes[i] == '\n') {
                return -1;
            }
            if (bytes[i] == '\r') {
                return i + 1 < length && bytes[i + 1] == '\n' ? i : -1;
            }
        }
        return -1;
    }

    private int fieldEnd(int from) {
        int end = lineEnd(from);
        while (end >= 0 && end + 2 < length && isBlank(bytes[end + 2])) {
            end = lineEnd(end + 2);
        }
        return end;
    }

    private boolean fails(String what) {
        if (problem.isEmpty()) {
            problem = what;
        }
        return false;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isSpace(byte octet) {
        return isBlank(octet) || octet == '\r' || octet == '\n';
    }
}

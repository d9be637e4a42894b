package io.ringflow.sip.transport;

import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.message.Hosts;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.message.TopVia;
import java.util.List;

/**
 * Judges one message by its bytes before any parser sees it: sizes, framing, and whatever a lenient parser would guess
 * about. Pure; what it refuses is answered without state.
 */
public final class PreParser {
    private static final int MAX_VIAS = 70;
    private static final List<String> ONCE = List.of("call-id", "cseq", "from", "to", "max-forwards");
    private static final List<String> AT_MOST_ONCE = List.of("content-length", "content-type");
    /** The head of what is no message at all. */
    public static final MessageHead NOTHING = new MessageHead(new byte[0], "", List.of(), 0, 0);

    /** What is to be done with a message. */
    public sealed interface Verdict {

        /** Well formed as far as framing and transactions depend on it. */
        record Accepted(MessageHead head, TopVia via) implements Verdict {}

        /** To be answered with this status, if the head allows an answer at all. */
        record Refused(MessageHead head, int status, String reason, Refusal why) implements Verdict {}

        /** To be forgotten, and counted. */
        record Dropped(Refusal why) implements Verdict {}

        /** CRLF only: a keep-alive (RFC 5626 §3.5.1). */
        record KeepAlive() implements Verdict {}
    }

    private final Limits limits;

    public PreParser(Limits limits) {
        this.limits = limits;
    }

    /** Judges the first {@code length} octets; {@code stream} if framing depends on Content-Length. */
    public Verdict judge(byte[] bytes, int length, boolean stream) {
        int from = 0;
        while (from < length && (bytes[from] == '\r' || bytes[from] == '\n')) {
            from++;
        }
        if (from == length) {
            return new Verdict.KeepAlive();
        }
        var scan = new HeadScan(bytes, from, length, limits);
        boolean sound = scan.run();
        MessageHead head = scan.head(scan.bodyStart(), scan.bodyStart());
        if (head.startLine().isEmpty()) {
            return new Verdict.Dropped(Refusal.MALFORMED);
        }
        if (head.isResponse()) {
            return sound ? response(scan, head, length, stream) : new Verdict.Dropped(Refusal.MALFORMED);
        }
        var line = RequestLine.judge(head.startLine(), limits.uriBytes());
        if (line.status() != 0) {
            return refused(line.printable() ? head : NOTHING, line.status(), line.reason());
        }
        if (!sound) {
            return refused(head, 400, scan.problem());
        }
        String problem = problem(head, length - scan.bodyStart(), stream);
        if (!problem.isEmpty()) {
            return refused(head, 400, problem);
        }
        var via = TopVia.read(head.raw("via").orElse(""));
        if (via.isEmpty()) {
            return refused(head, 400, "Malformed Via");
        }
        return new Verdict.Accepted(scan.head(scan.bodyStart(), bodyEnd(head, scan.bodyStart(), length)), via.get());
    }

    private Verdict response(HeadScan scan, MessageHead head, int length, boolean stream) {
        String line = head.startLine();
        boolean version = line.regionMatches(true, 0, "SIP/2.0 ", 0, 8);
        boolean threeDigits = line.length() >= 11
                && Character.digit(line.charAt(8), 10) >= 1
                && Character.digit(line.charAt(8), 10) <= 6
                && Character.digit(line.charAt(9), 10) >= 0
                && Character.digit(line.charAt(10), 10) >= 0
                && (line.length() == 11 || line.charAt(11) == ' ');
        var via = TopVia.read(head.raw("via").orElse(""));
        if (!version
                || !threeDigits
                || via.isEmpty()
                || !problem(head, length - scan.bodyStart(), stream).isEmpty()) {
            return new Verdict.Dropped(Refusal.MALFORMED);
        }
        return new Verdict.Accepted(scan.head(scan.bodyStart(), bodyEnd(head, scan.bodyStart(), length)), via.get());
    }

    /** What is wrong with the headers; empty if nothing is. */
    private static String problem(MessageHead head, int octetsLeft, boolean stream) {
        if (head.count("via") == 0) {
            return "Missing Via";
        }
        for (String name : ONCE) {
            int count = head.count(name);
            boolean optional = head.isResponse() && name.equals("max-forwards");
            if (count == 0 && !optional) {
                return "Missing " + name;
            }
            if (count > 1) {
                return "Repeated " + name;
            }
            if (count == 1 && head.raw(name).orElse("").isEmpty()) {
                return "Empty " + name;
            }
        }
        for (String name : AT_MOST_ONCE) {
            if (head.count(name) > 1) {
                return "Repeated " + name;
            }
        }
        if (vias(head) > MAX_VIAS) {
            return "Too Many Vias";
        }
        return scalars(head, octetsLeft, stream);
    }

    private static String scalars(MessageHead head, int octetsLeft, boolean stream) {
        String callId = head.raw("call-id").orElse("");
        if (hasBlank(callId)) {
            return "Malformed Call-ID";
        }
        String cseq = head.raw("cseq").orElse("").strip();
        int digits = Hosts.digitsEnd(cseq, 0);
        long number = number(cseq.substring(0, digits));
        int method = digits;
        while (method < cseq.length() && isBlank(cseq.charAt(method))) {
            method++;
        }
        // RFC 3261 §8.1.1.5: less than 2**31
        boolean sequence = number >= 0 && number <= Integer.MAX_VALUE;
        if (!sequence || method == digits || method == cseq.length() || hasBlank(cseq.substring(method))) {
            return "Malformed CSeq";
        }
        if (!head.isResponse() && !cseq.substring(method).equals(head.method())) {
            return "CSeq Method Mismatch";
        }
        String forwards = head.raw("max-forwards").orElse("0");
        if (number(forwards) < 0 || number(forwards) > 255) {
            return "Malformed Max-Forwards";
        }
        var declared = head.raw("content-length");
        if (declared.isEmpty()) {
            return stream ? "Missing Content-Length" : "";
        }
        long octets = number(declared.get());
        return octets < 0 || octets > octetsLeft ? "Bad Content-Length" : "";
    }

    private static boolean hasBlank(String value) {
        return value.indexOf(' ') >= 0 || value.indexOf('\t') >= 0;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private static int vias(MessageHead head) {
        int vias = 0;
        for (String line : head.texts("via")) {
            int at = 0;
            do {
                vias++;
                at = Parameters.next(line, at, ',') + 1;
            } while (at <= line.length() && vias <= MAX_VIAS);
        }
        return vias;
    }

    private static int bodyEnd(MessageHead head, int bodyStart, int length) {
        var declared = head.raw("content-length");
        // RFC 3261 §18.3: octets beyond the body are ignored in a datagram; without a length all of them are body
        return declared.map(value -> bodyStart + (int) number(value)).orElse(length);
    }

    /** A non-negative decimal of up to 18 digits, or -1. */
    static long number(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text);
    }

    private static Verdict refused(MessageHead head, int status, String reason) {
        return head == NOTHING
                ? new Verdict.Dropped(Refusal.MALFORMED)
                : new Verdict.Refused(head, status, reason, status == 414 ? Refusal.TOO_LARGE : Refusal.MALFORMED);
    }
}

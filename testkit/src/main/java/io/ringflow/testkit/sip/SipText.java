package io.ringflow.testkit.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SIP message as text: a first line, header lines in their order, a body. A value; tolerant, so that it can hold what
 * no stack would let pass. Compact header names are found by their long names.
 */
public record SipText(String firstLine, List<Header> headers, byte[] body) {
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("v", "via"),
            Map.entry("f", "from"),
            Map.entry("t", "to"),
            Map.entry("i", "call-id"),
            Map.entry("m", "contact"),
            Map.entry("l", "content-length"),
            Map.entry("c", "content-type"),
            Map.entry("e", "content-encoding"),
            Map.entry("k", "supported"),
            Map.entry("s", "subject"),
            Map.entry("o", "event"),
            Map.entry("r", "refer-to"),
            Map.entry("x", "session-expires"));

    /** One header line. */
    public record Header(String name, String value) {
        boolean is(String wanted) {
            return canonical(name).equals(canonical(wanted));
        }

        private static String canonical(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return COMPACT.getOrDefault(lower, lower);
        }
    }

    public SipText {
        headers = List.copyOf(headers);
    }

    /** A request without headers; {@link #with} adds them. */
    public static SipText request(String method, String uri) {
        return new SipText(method + " " + uri + " SIP/2.0", List.of(), new byte[0]);
    }

    /** The answer to a request: its Via, From, To, Call-ID, CSeq and Record-Route copied (RFC 3261 §8.2.6.2). */
    public static SipText answer(SipText request, int status, String reason) {
        var headers = new ArrayList<Header>();
        for (var header : request.headers) {
            if (List.of("via", "from", "to", "call-id", "cseq", "record-route").stream()
                    .anyMatch(header::is)) {
                headers.add(header);
            }
        }
        return new SipText("SIP/2.0 " + status + " " + reason, headers, new byte[0]);
    }

    /** Reads what a datagram or a framed stream message holds. Lines that are no headers are kept with an empty name. */
    public static SipText parse(byte[] octets) {
        int end = headEnd(octets, octets.length);
        int headLength = end < 0 ? octets.length : end;
        String head = new String(octets, 0, headLength, StandardCharsets.UTF_8).replaceAll("\r?\n[ \t]+", " ");
        var lines = head.stripLeading().split("\r?\n");
        var headers = new ArrayList<Header>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (!lines[i].isBlank()) {
                headers.add(new Header(
                        colon < 0 ? "" : lines[i].substring(0, colon).strip(),
                        lines[i].substring(colon + 1).strip()));
            }
        }
        byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(octets, end, octets.length);
        return new SipText(lines[0], headers, body);
    }

    public static SipText parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the body starts in the first {@code length} octets, or -1 when the empty line has not come. */
    static int headEnd(byte[] octets, int length) {
        for (int i = 1; i < length; i++) {
            if (octets[i] == '\n' && octets[i - 1] == '\n') {
                return i + 1;
            }
            if (i > 2 && octets[i] == '\n' && octets[i - 1] == '\r' && octets[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    public boolean isRequest() {
        return !firstLine.startsWith("SIP/");
    }

    /** The request's method, or for a response that of its CSeq. */
    public String method() {
        return isRequest() ? firstLine.split(" ")[0] : header("CSeq").replaceFirst("^\\S+\\s+", "");
    }

    /** The Request-URI, or the empty string. */
    public String uri() {
        var parts = firstLine.split(" ");
        return isRequest() && parts.length > 1 ? parts[1] : "";
    }

    /** The status code; 0 for a request. */
    public int status() {
        var parts = firstLine.split(" ");
        return !isRequest() && parts.length > 1 && parts[1].matches("\\d{3}") ? Integer.parseInt(parts[1]) : 0;
    }

    public boolean isFinal() {
        return status() >= 200;
    }

    /** The first header of this name, or the empty string. */
    public String header(String name) {
        return find(name).orElse("");
    }

    public Optional<String> find(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst();
    }

    /** Every value of a header, in order, one per line. */
    public List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    /** A parameter of the first header of this name, such as From's {@code tag}; or the empty string. */
    public String param(String name, String param) {
        return SipUri.param(header(name), param);
    }

    /** The URI inside the first header of this name, without brackets and header parameters. */
    public String uriOf(String name) {
        return SipUri.inside(header(name));
    }

    public String callId() {
        return header("Call-ID");
    }

    /** The number of the CSeq. */
    public long sequence() {
        var digits = header("CSeq").split("\\s+")[0];
        return digits.matches("\\d+") ? Long.parseLong(digits) : -1;
    }

    /** The same message with this header replaced where it stands, or added at the end. */
    public SipText with(String name, String value) {
        var changed = new ArrayList<Header>();
        boolean done = false;
        for (var header : headers) {
            if (!header.is(name)) {
                changed.add(header);
            } else if (!done) {
                changed.add(new Header(name, value));
                done = true;
            }
        }
        if (!done) {
            changed.add(new Header(name, value));
        }
        return new SipText(firstLine, changed, body);
    }

    /** The same message with one more header line. */
    public SipText plus(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SipText(firstLine, more, body);
    }

    public SipText without(String name) {
        return new SipText(
                firstLine, headers.stream().filter(header -> !header.is(name)).toList(), body);
    }

    public SipText withBody(String type, String text) {
        var typed = with("Content-Type", type);
        return new SipText(firstLine, typed.headers, text.getBytes(StandardCharsets.UTF_8));
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The message on the wire. A Content-Length is added when it has none; one that lies is left as it is. */
    public byte[] octets() {
        var out = new ByteArrayOutputStream();
        var head = new StringBuilder(firstLine).append("\r\n");
        for (var header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (find("Content-Length").isEmpty()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return new String(octets(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipText text && Arrays.equals(octets(), text.octets());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets());
    }
}

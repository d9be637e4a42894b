package io.ringflow.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One received SIP message, read just as far as a caller needs (RFC 3261 §7). */
final class Message {

    private static final Map<String, String> COMPACT =
            Map.of("i", "call-id", "f", "from", "t", "to", "v", "via", "m", "contact", "l", "content-length");

    private final String startLine;
    private final Map<String, List<String>> headers;
    private final String body;

    private Message(String startLine, Map<String, List<String>> headers, String body) {
        this.startLine = startLine;
        this.headers = headers;
        this.body = body;
    }

    /** @throws IllegalArgumentException when it is not a SIP message */
    static Message parse(byte[] datagram) {
        String text = new String(datagram, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) throw new IllegalArgumentException("no end of the header");
        String[] lines = text.substring(0, end).split("\r\n", -1);
        var headers = new HashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) continue;
            headers.computeIfAbsent(name(lines[i].substring(0, colon)), n -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        var message = new Message(lines[0], headers, text.substring(end + 4));
        if (!message.isResponse() && !lines[0].endsWith(" SIP/2.0")) {
            throw new IllegalArgumentException("not SIP: " + lines[0]);
        }
        return message;
    }

    private static String name(String written) {
        String lower = written.strip().toLowerCase(Locale.ROOT);
        return COMPACT.getOrDefault(lower, lower);
    }

    boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ") && startLine.length() >= 11;
    }

    int status() {
        return Integer.parseInt(startLine.substring(8, 11));
    }

    /** Of a request, its own; of a response, that of CSeq. */
    String method() {
        String from = isResponse() ? header("cseq") : startLine;
        return isResponse() ? from.substring(from.lastIndexOf(' ') + 1) : from.substring(0, from.indexOf(' '));
    }

    String callId() {
        return header("call-id");
    }

    /** The first value of a header, empty when there is none. */
    String header(String name) {
        List<String> all = headers.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The URI of Contact, empty when there is none. */
    String contact() {
        String value = header("contact");
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        if (open >= 0 && close > open) return value.substring(open + 1, close);
        int parameters = value.indexOf(';');
        return parameters < 0 ? value : value.substring(0, parameters);
    }

    String body() {
        return body;
    }

    @Override
    public String toString() {
        return startLine;
    }
}

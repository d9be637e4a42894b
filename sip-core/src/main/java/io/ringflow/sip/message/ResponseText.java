package io.ringflow.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a response to a request: what RFC 3261 §8.2.6 copies stands as the peer wrote it, octet by octet. Used once, by
 * one thread.
 */
public final class ResponseText {
    private final StringBuilder text = new StringBuilder(768);

    /**
     * Status line and copied lines.
     *
     * @param toTag added to To unless the request had a tag; empty for none
     */
    public ResponseText(
            MessageHead request, TopVia via, InetSocketAddress source, int status, String reason, String toTag) {
        text.append("SIP/2.0 ")
                .append(status)
                .append(' ')
                .append(oneLine(reason))
                .append("\r\n");
        boolean top = true;
        // RFC 3261 §12.1.1: the route set travels in what makes a dialog
        boolean route = status > 100 && status < 300 && request.tag("to").isEmpty();
        for (MessageHead.Field field : request.fields()) {
            switch (field.name()) {
                case "via" -> {
                    copy("Via", top ? via.answered(source) + rest(via) : request.raw(field));
                    top = false;
                }
                case "from" -> copy("From", request.raw(field));
                case "to" -> copy("To", tagged(request, field, toTag));
                case "call-id" -> copy("Call-ID", request.raw(field));
                case "cseq" -> copy("CSeq", request.raw(field));
                case "record-route" -> {
                    if (route) {
                        copy("Record-Route", request.raw(field));
                    }
                }
                case "timestamp" -> {
                    if (status == 100) {
                        copy("Timestamp", request.raw(field));
                    }
                }
                default -> {}
            }
        }
    }

    /** A line of ours; its value loses line ends, so that it can't add a line of its own. */
    public ResponseText line(String name, String value) {
        copy(name, octets(oneLine(value)));
        return this;
    }

    /** The whole response. */
    public byte[] with(byte[] body) {
        copy("Content-Length", Integer.toString(body.length));
        byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (body.length == 0) {
            return head;
        }
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private void copy(String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static String rest(TopVia via) {
        return via.rest().isEmpty() ? "" : ", " + via.rest();
    }

    private static String tagged(MessageHead request, MessageHead.Field to, String tag) {
        String value = request.raw(to);
        return tag.isEmpty() || !request.tag("to").isEmpty() ? value : value + ";tag=" + tag;
    }

    private static String oneLine(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0
                ? value
                : value.replace('\r', ' ').replace('\n', ' ');
    }

    /** UTF-8 in the form of the copied lines: one character for each octet. */
    private static String octets(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7f) {
                return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return value;
    }
}

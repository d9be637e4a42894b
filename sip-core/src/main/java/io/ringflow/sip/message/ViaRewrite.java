package io.ringflow.sip.message;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Puts a topmost Via of ours in front of the stack and the peer's own back behind it. The rewritten one names the true
 * source and {@link TransactionKey} as branch, so the stack answers to where the request came from whatever the peer
 * wrote; the original travels inside it as a parameter, so nothing has to be remembered.
 */
public final class ViaRewrite {
    private static final String ORIGINAL = ";x-rf-via=";
    private static final String LINE = "Via: ";

    private ViaRewrite() {}

    /** The request as the stack gets it: top Via rewritten, exactly the counted body, one Content-Length. */
    public static byte[] forStack(MessageHead head, TopVia via, InetSocketAddress source, String transport) {
        var out = new ByteArrayOutputStream(1_024 + head.bodyLength());
        put(out, head.startLine());
        put(out, "\r\nVia: SIP/2.0/" + transport + " " + Hosts.bracketed(source.getAddress()) + ":" + source.getPort());
        put(out, ";branch=" + TransactionKey.branch(head, via, source));
        put(out, ";received=" + Hosts.literal(source.getAddress()) + ";rport=" + source.getPort());
        put(out, ORIGINAL);
        put(out, HexFormat.of().formatHex(via.answered(source).getBytes(StandardCharsets.ISO_8859_1)));
        put(out, "\r\n");
        boolean top = true;
        for (MessageHead.Field field : head.fields()) {
            String value = head.raw(field);
            if (top && field.name().equals("via")) {
                top = false;
                value = via.rest();
                if (value.isEmpty()) {
                    continue;
                }
            }
            if (!field.name().equals("content-length")) {
                put(out, field.name() + ": " + value + "\r\n");
            }
        }
        put(out, "Content-Length: " + head.bodyLength() + "\r\n\r\n");
        out.writeBytes(head.body());
        return out.toByteArray();
    }

    /** The response as the peer gets it: its own topmost Via again. Anything else passes unchanged. */
    public static byte[] restored(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int mark = text.startsWith("SIP/2.0") ? text.indexOf(ORIGINAL) : -1;
        int head = text.indexOf("\r\n\r\n");
        int from = mark < 0 || mark > head ? -1 : text.lastIndexOf(LINE, mark);
        if (from < 0) {
            return message;
        }
        int hexFrom = mark + ORIGINAL.length();
        int hexTo = hexFrom;
        while (Character.digit(text.charAt(hexTo), 16) >= 0) {
            hexTo++;
        }
        int to = hexTo;
        while (text.charAt(to) != ',' && text.charAt(to) != '\r') {
            to++;
        }
        byte[] original = HexFormat.of().parseHex(text.substring(hexFrom, hexTo));
        var out = new ByteArrayOutputStream(message.length);
        out.write(message, 0, from + LINE.length());
        out.writeBytes(original);
        out.write(message, to, message.length - to);
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

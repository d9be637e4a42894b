package io.ringflow.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An answer made from the request's own lines without a transaction (RFC 3261 §8.2.7). It never repeats what a parser
 * said, and a retransmitted request gets the same octets.
 */
public final class StatelessReply {
    private static final List<String> COPIED = List.of("from", "to", "call-id", "cseq");

    private StatelessReply() {}

    /**
     * The reply to a request; empty where none may be sent: to a response, to an ACK, without a Via, or to an address
     * that is not one host's.
     *
     * @param retryAfterSeconds adds Retry-After if positive
     */
    public static Optional<byte[]> to(
            MessageHead head,
            InetSocketAddress source,
            int status,
            String reason,
            String server,
            int retryAfterSeconds) {
        boolean ack = head.startLine().startsWith("ACK ");
        if (head.isResponse() || ack || head.count("via") == 0 || !isOneHost(source)) {
            return Optional.empty();
        }
        var reply = new StringBuilder(512);
        reply.append("SIP/2.0 ").append(status).append(' ').append(reason).append("\r\n");
        boolean top = true;
        for (MessageHead.Field field : head.fields()) {
            if (field.name().equals("via")) {
                String value = head.raw(field);
                reply.append("Via: ")
                        .append(top ? answered(value, source) : value)
                        .append("\r\n");
                top = false;
            }
        }
        for (String name : COPIED) {
            Optional<String> value = head.raw(name);
            if (value.isPresent()) {
                reply.append(usual(name)).append(": ").append(value.get());
                if (name.equals("to") && head.tag("to").isEmpty()) {
                    reply.append(";tag=").append(tag(head));
                }
                reply.append("\r\n");
            }
        }
        if (retryAfterSeconds > 0) {
            reply.append("Retry-After: ").append(retryAfterSeconds).append("\r\n");
        }
        reply.append("Server: ").append(server).append("\r\nContent-Length: 0\r\n\r\n");
        return Optional.of(reply.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String answered(String line, InetSocketAddress source) {
        return TopVia.read(line)
                .map(via -> via.answered(source) + (via.rest().isEmpty() ? "" : ", " + via.rest()))
                .orElse(line);
    }

    private static String tag(MessageHead head) {
        int hash = (head.raw("call-id").orElse("") + head.raw("via").orElse("")).hashCode();
        return "sl" + Integer.toHexString(hash);
    }

    private static String usual(String name) {
        return switch (name) {
            case "from" -> "From";
            case "to" -> "To";
            case "call-id" -> "Call-ID";
            default -> "CSeq";
        };
    }

    private static boolean isOneHost(InetSocketAddress source) {
        byte[] address = source.getAddress().getAddress();
        boolean broadcast = address.length == 4 && (address[0] & address[1] & address[2] & address[3]) == -1;
        return source.getPort() > 0
                && !broadcast
                && !source.getAddress().isMulticastAddress()
                && !source.getAddress().isAnyLocalAddress();
    }
}

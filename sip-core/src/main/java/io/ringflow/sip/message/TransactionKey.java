package io.ringflow.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The branch by which the stack knows a server transaction. The peer's own branch alone is not enough: anyone may
 * choose it (RFC 3261 §17.2.3 adds sent-by and method; source address, Call-ID, From tag and CSeq shut out the rest).
 */
public final class TransactionKey {
    private static final String MAGIC_COOKIE = "z9hG4bK";
    private static final int OCTETS = 16;

    private TransactionKey() {}

    /** The same for a request, its retransmissions, and the ACK or CANCEL that belongs to an INVITE. */
    public static String branch(MessageHead head, TopVia via, InetSocketAddress source) {
        String method = head.method();
        boolean ofInvite = method.equals("ACK") || method.equals("CANCEL");
        var key = new StringBuilder(256)
                .append(Hosts.literal(source.getAddress()))
                .append('\n')
                .append(via.host())
                .append(':')
                .append(via.port())
                .append('\n')
                .append(via.branch().toLowerCase(Locale.ROOT))
                .append('\n')
                .append(ofInvite ? "INVITE" : method)
                .append('\n')
                .append(head.raw("call-id").orElse(""))
                .append('\n')
                .append(head.tag("from"))
                .append('\n')
                .append(head.cseqNumber());
        if (!via.hasMagicCookie()) {
            // RFC 3261 §17.2.3: without the cookie the Request-URI and the whole Via take part
            key.append('\n').append(head.requestUri()).append('\n').append(via.value());
        }
        byte[] hash = digest().digest(key.toString().getBytes(StandardCharsets.ISO_8859_1));
        return MAGIC_COOKIE + HexFormat.of().formatHex(hash, 0, OCTETS);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package io.ringflow.sip.message;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * What identifies a server transaction, as the first octets of a hash. The peer's own branch alone is not enough: anyone
 * may choose it (RFC 3261 §17.2.3 adds sent-by and method; source address, Call-ID, From tag and CSeq shut out the
 * rest).
 */
public record TransactionKey(long high, long low) {

    private static final MessageDigest UNUSED = named();

    /** The same for a request, its retransmissions, and the ACK of a refused INVITE. */
    public static TransactionKey of(MessageHead head, TopVia via, InetSocketAddress source) {
        String method = head.method();
        var key = new StringBuilder(256)
                .append(Hosts.literal(source.getAddress()))
                .append('\n')
                .append(via.host())
                .append(':')
                .append(via.port())
                .append('\n')
                .append(via.branch().toLowerCase(Locale.ROOT))
                .append('\n')
                .append(method.equals("ACK") ? "INVITE" : method)
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
        var hash = ByteBuffer.wrap(digest().digest(key.toString().getBytes(StandardCharsets.ISO_8859_1)));
        return new TransactionKey(hash.getLong(), hash.getLong());
    }

    /** A copy costs less than to ask for one by name. */
    private static MessageDigest digest() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException _) {
            return named();
        }
    }

    private static MessageDigest named() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

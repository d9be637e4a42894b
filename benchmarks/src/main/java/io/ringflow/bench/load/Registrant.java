package io.ringflow.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** One telephone: its requests to register (RFC 3261 §10, RFC 2617 with MD5). Owned by the loop's thread. */
final class Registrant {

    private static final Pattern REALM = Pattern.compile("realm=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]*)\"");
    private static final String CLIENT_NONCE = "0a4f113b";

    private final String account;
    private final String password;
    private final String registrar;
    private final String local;
    private final String run = Long.toHexString(System.nanoTime());

    private int sequence;
    private boolean answered;
    private long begunAt;
    private long sentAt;
    private byte[] sent = new byte[0];

    Registrant(String account, String password, int port, String local) {
        this.account = account;
        this.password = password;
        this.registrar = "sip:127.0.0.1:" + port;
        this.local = local;
    }

    String callId() {
        return account + "-" + run + "@" + local;
    }

    /** The first request, which is to be challenged. */
    byte[] begin(long now) {
        begunAt = now;
        answered = false;
        return request("", now);
    }

    /** Whether a response is one to the last request. */
    boolean awaits(Message response) {
        return response.header("cseq").equals(sequence + " REGISTER");
    }

    boolean mayAnswer() {
        return !answered;
    }

    /** The second, with the password's digest. */
    byte[] answer(Message challenged, long now) {
        answered = true;
        String challenge = challenged.all("www-authenticate").stream()
                .filter(line -> line.contains("algorithm=MD5"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no challenge by MD5"));
        String realm = said(REALM, challenge);
        String nonce = said(NONCE, challenge);
        String response = md5(md5(account + ":" + realm + ":" + password) + ":" + nonce + ":00000001:" + CLIENT_NONCE
                + ":auth:" + md5("REGISTER:" + registrar));
        return request(
                "Authorization: Digest username=\"" + account + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                        + "\", uri=\"" + registrar + "\", response=\"" + response + "\", algorithm=MD5, cnonce=\""
                        + CLIENT_NONCE + "\", qop=auth, nc=00000001\r\n",
                now);
    }

    /** The last request once more. */
    byte[] again(long now) {
        sentAt = now;
        return sent;
    }

    long sentAt() {
        return sentAt;
    }

    long took(long now) {
        return now - begunAt;
    }

    private byte[] request(String authorization, long now) {
        sequence++;
        sentAt = now;
        String address = "<sip:" + account + "@127.0.0.1>";
        String text = "REGISTER " + registrar + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + local + ";rport;branch=z9hG4bK" + account + run + "x" + sequence + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: " + address + ";tag=" + account + "\r\n"
                + "To: " + address + "\r\n"
                + "Call-ID: " + callId() + "\r\n"
                + "CSeq: " + sequence + " REGISTER\r\n"
                + "Contact: <sip:" + account + "@" + local + ">\r\n"
                + "Expires: 3600\r\n"
                + authorization
                + "Content-Length: 0\r\n\r\n";
        sent = text.getBytes(StandardCharsets.US_ASCII);
        return sent;
    }

    private static String said(Pattern name, String challenge) {
        var value = name.matcher(challenge);
        if (!value.find()) throw new IllegalArgumentException("a challenge without " + name);
        return value.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is part of every Java platform", e);
        }
    }
}

package io.ringflow.testkit.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An account as a telephone knows it: answers a digest challenge as RFC 2617 has it, with MD5 and qop auth. Immutable. */
public record Password(String user, String password) {
    private static final String CNONCE = "0a4f113b";

    /** The first response to a request with this challenge, as a value of Authorization. */
    public String answer(SipText refused, String method, String uri) {
        String challenge = refused.all("WWW-Authenticate").stream()
                .filter(line -> line.contains("algorithm=MD5"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not challenged: " + refused));
        String realm = quoted(challenge, "realm");
        String nonce = quoted(challenge, "nonce");
        String secret = md5(user + ":" + realm + ":" + password);
        String response = md5(secret + ":" + nonce + ":00000001:" + CNONCE + ":auth:" + md5(method + ":" + uri));
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=MD5, cnonce=\"" + CNONCE + "\", qop=auth, nc=00000001";
    }

    private static String quoted(String challenge, String name) {
        Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!value.find()) {
            throw new AssertionError("no " + name + " in " + challenge);
        }
        return value.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

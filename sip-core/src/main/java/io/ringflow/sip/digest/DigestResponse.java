package io.ringflow.sip.digest;

import java.util.Optional;

/**
 * Everything that goes into a {@code response} parameter, and the sum of it (RFC 7616 §3.4.1).
 *
 * @param secret H(user:realm:password), as a store may keep it instead of the password
 * @param session whether A1 covers nonce and cnonce
 * @param qop empty as in RFC 2069
 * @param count nc, eight hexadecimal digits; ignored without qop
 * @param body for auth-int
 */
record DigestResponse(
        DigestAlgorithm algorithm,
        String secret,
        boolean session,
        String nonce,
        String cnonce,
        Optional<String> qop,
        String count,
        String method,
        String uri,
        byte[] body) {

    static String secret(DigestAlgorithm algorithm, String user, String realm, String password) {
        return algorithm.hash(user + ":" + realm + ":" + password);
    }

    String value() {
        String a1 = session ? algorithm.hash(secret + ":" + nonce + ":" + cnonce) : secret;
        boolean covered = qop.filter("auth-int"::equals).isPresent();
        String a2 = algorithm.hash(method + ":" + uri + (covered ? ":" + algorithm.hash(body) : ""));
        String middle = qop.map(protection -> nonce + ":" + count + ":" + cnonce + ":" + protection)
                .orElse(nonce);
        return algorithm.hash(a1 + ":" + middle + ":" + a2);
    }
}

package io.ringflow.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hash functions of RFC 8760 §2.1, weakest first. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5"),
    SHA_512_256("SHA-512-256", "SHA-512/256"),
    /** Put above its sibling because more peers know it; neither is known to be weaker. */
    SHA_256("SHA-256", "SHA-256");

    private final String token;
    private final String jdkName;

    DigestAlgorithm(String token, String jdkName) {
        this.token = token;
        this.jdkName = jdkName;
    }

    /** The name in an {@code algorithm} parameter. */
    public String token() {
        return token;
    }

    /** The function of that name, in any case, without {@code -sess}; empty if it is not known. */
    public static Optional<DigestAlgorithm> of(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Lower-case hexadecimal hash of a text in UTF-8: H() of RFC 7616 §3.3. */
    public String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    public String hash(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(jdkName).digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + jdkName, e);
        }
    }
}

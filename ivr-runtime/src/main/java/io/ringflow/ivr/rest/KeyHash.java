package io.ringflow.ivr.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of a key: what is kept and compared. Keys are random, so that one round does. Immutable; two are compared in the
 * same time however much of them is the same.
 */
public final class KeyHash {

    private static final String PREFIX = "sha256:";
    private static final Pattern WRITTEN = Pattern.compile(PREFIX + "[0-9a-fA-F]{64}");

    private final byte[] octets;

    private KeyHash(byte[] octets) {
        this.octets = octets;
    }

    /** Of a key that somebody shows. */
    public static KeyHash of(String key) {
        try {
            return new KeyHash(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** Of what a configuration says: the key itself, or {@code sha256:} and its hash in hexadecimal. */
    public static KeyHash written(String text) {
        if (!WRITTEN.matcher(text).matches()) return of(text);
        return new KeyHash(HexFormat.of().parseHex(text.substring(PREFIX.length())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && MessageDigest.isEqual(octets, hash.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "KeyHash";
    }
}

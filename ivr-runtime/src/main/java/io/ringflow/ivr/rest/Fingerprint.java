package io.ringflow.ivr.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Collects what makes a request this request: method, path, query and body. Used for one. */
public final class Fingerprint {

    private final MessageDigest digest;

    /** @param target path and query as they were sent */
    public Fingerprint(String method, String target) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
        String head = method + " " + target + "\n";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
    }

    void add(byte[] body, int offset, int length) {
        digest.update(body, offset, length);
    }

    /** Ends it: SHA-256. */
    public byte[] end() {
        return digest.digest();
    }

    /** Ends it. */
    ReplayMemory.Taken at(String timestamp) {
        var hash = ByteBuffer.wrap(digest.digest());
        return new ReplayMemory.Taken(Timestamps.number(timestamp), hash.getLong(), hash.getLong());
    }
}

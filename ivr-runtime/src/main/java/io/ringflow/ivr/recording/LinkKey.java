package io.ringflow.ivr.recording;

import io.ringflow.media.record.StagedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that URLs given out are signed with: HMAC-SHA256 over the path and the time of expiry. Thread-safe. */
public final class LinkKey {

    /** What a URL is worth. */
    public enum Verdict {
        GOOD,
        /** Not ours, or not as we gave it out. */
        FORGED,
        EXPIRED
    }

    private static final int BYTES = 32;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SecretKeySpec key;

    /** @param key 32 secret octets */
    LinkKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * In a file, made at the first start: URLs stay good over a restart.
     *
     * @throws IOException it can be neither read nor made, or is no key
     */
    public static LinkKey open(Path file) throws IOException {
        if (!Files.exists(file)) make(file);
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) throw new IOException(file + " is no key of " + BYTES + " octets");
        return new LinkKey(key);
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (var channel = StagedFiles.create(part)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        StagedFiles.publish(part, file);
    }

    /** The path with what proves that we gave it out. */
    public String signed(String path, Instant until) {
        var expires = Long.toString(until.getEpochSecond());
        return "%s?expires=%s&sig=%s".formatted(path, expires, signature(path, expires));
    }

    /**
     * Judges what somebody asks with.
     *
     * @param expires Unix time, seconds
     * @param signature hexadecimal
     */
    public Verdict judge(String path, String expires, String signature, Instant now) {
        if (!SECONDS.matcher(expires).matches()) return Verdict.FORGED;
        var expected = signature(path, expires).getBytes(StandardCharsets.US_ASCII);
        // In the same time however much of it is right.
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) return Verdict.FORGED;
        return Long.parseLong(expires) < now.getEpochSecond() ? Verdict.EXPIRED : Verdict.GOOD;
    }

    private String signature(String path, String expires) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] signed = mac.doFinal((path + "?expires=" + expires).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes and checks the URLs of recordings: signed with HMAC-SHA256, good for a while (D23). Thread-safe. */
public final class RecordingLinks {

    /** What a URL is worth. */
    public enum Verdict {
        GOOD,
        /** Not ours, or not as we gave it out. */
        FORGED,
        EXPIRED
    }

    private static final int KEY_BYTES = 32;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final Supplier<String> base;
    private final InstantSource clock;

    /**
     * @param key 32 secret octets
     * @param lifetime how long a URL is good
     * @param base what stands before {@code /recordings/...}, without a slash at its end
     */
    RecordingLinks(byte[] key, Duration lifetime, Supplier<String> base, InstantSource clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.lifetime = lifetime;
        this.base = base;
        this.clock = clock;
    }

    /**
     * With the key in a file, made at the first start: URLs stay good over a restart.
     *
     * @throws IOException it can be neither read nor made, or is no key
     */
    public static RecordingLinks open(Path keyFile, Duration lifetime, Supplier<String> base, InstantSource clock)
            throws IOException {
        if (!Files.exists(keyFile)) makeKey(keyFile);
        byte[] key = Files.readAllBytes(keyFile);
        if (key.length != KEY_BYTES) throw new IOException(keyFile + " is no key of " + KEY_BYTES + " octets");
        return new RecordingLinks(key, lifetime, base, clock);
    }

    private static void makeKey(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (var channel = StagedFiles.create(part)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        StagedFiles.publish(part, file);
    }

    /** Where a recording can be fetched from now on. */
    public String url(RecordingId id) {
        var expires = Long.toString(clock.instant().plus(lifetime).getEpochSecond());
        return "%s/recordings/%s?expires=%s&sig=%s".formatted(base.get(), id, expires, signature(id, expires));
    }

    /**
     * Judges what somebody asks with.
     *
     * @param expires Unix time, seconds
     * @param signature hexadecimal
     */
    public Verdict judge(RecordingId id, String expires, String signature) {
        if (!SECONDS.matcher(expires).matches()) return Verdict.FORGED;
        var expected = signature(id, expires).getBytes(StandardCharsets.US_ASCII);
        // In the same time however much of it is right.
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) return Verdict.FORGED;
        return Long.parseLong(expires) < clock.instant().getEpochSecond() ? Verdict.EXPIRED : Verdict.GOOD;
    }

    private String signature(RecordingId id, String expires) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] signed =
                    mac.doFinal(("/recordings/" + id + "?expires=" + expires).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

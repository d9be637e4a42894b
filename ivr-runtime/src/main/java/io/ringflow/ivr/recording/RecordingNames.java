package io.ringflow.ivr.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How the files of a recording are called: {@code <id>.wav} or {@code .mp3}, {@code .json}, {@code .draft}. Stateless. */
final class RecordingNames {

    static final Pattern AUDIO = Pattern.compile("([0-9a-f]{32})\\.(wav|mp3)");
    static final Pattern DRAFT = Pattern.compile("([0-9a-f]{32})\\.draft");

    private static final int BLOCK = 64 * 1024;

    private RecordingNames() {}

    static Path audio(Path directory, RecordingId id, RecordingFormat format) {
        return directory.resolve(id.text() + format.extension());
    }

    static Path manifest(Path directory, RecordingId id) {
        return directory.resolve(id.text() + ".json");
    }

    /** The manifest of a recording that has begun, there until it is kept or given up. */
    static Path draft(Path directory, RecordingId id) {
        return directory.resolve(id.text() + ".draft");
    }

    /** SHA-256, hexadecimal. */
    static String checksum(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int length = in.read(block); length >= 0; length = in.read(block)) digest.update(block, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

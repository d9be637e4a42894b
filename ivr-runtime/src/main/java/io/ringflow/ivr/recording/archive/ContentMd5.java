package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.FileSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** {@code Content-MD5} of a request (RFC 1864): against accidents on the way, not against attackers. Pure but for files. */
final class ContentMd5 {

    private static final int BLOCK = 64 * 1024;

    private ContentMd5() {}

    static String of(byte[] octets) {
        return text(digest().digest(octets));
    }

    static String of(Path file) throws IOException {
        return of(file, 0, Files.size(file));
    }

    static String of(Path file, long from, long length) throws IOException {
        var digest = digest();
        byte[] block = new byte[BLOCK];
        try (var in = FileSlice.open(file, from, length)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) digest.update(block, 0, read);
        }
        return text(digest.digest());
    }

    private static String text(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

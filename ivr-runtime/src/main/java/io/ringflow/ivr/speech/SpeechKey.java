package io.ringflow.ivr.speech;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What speech is kept by: a hash of everything that changes how it sounds. Immutable.
 *
 * @param hex 64 lower-case hex digits
 */
record SpeechKey(String hex) {

    // Changes when the kept format does: older files are no longer found, and go when they are the oldest.
    private static final int FORMAT = 1;

    static SpeechKey of(String fingerprint, Utterance utterance) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(SpeechPcm.KEPT_RATE);
            // Lengths keep the fields apart: no two requests have the same bytes.
            field(out, fingerprint);
            field(out, utterance.language());
            field(out, utterance.voice());
            out.writeInt(utterance.speed());
            out.writeInt(utterance.volume());
            out.writeInt(utterance.pitch());
            field(out, utterance.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SpeechKey(HexFormat.of().formatHex(sha256().digest(bytes.toByteArray())));
    }

    private static void field(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}

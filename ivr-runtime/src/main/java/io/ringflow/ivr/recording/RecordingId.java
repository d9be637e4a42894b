package io.ringflow.ivr.recording;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code recordid}: 128 random bits, so that nobody comes upon a recording by trying, and nothing but a file's name.
 *
 * @param text 32 hexadecimal digits, lower case
 */
public record RecordingId(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public RecordingId {
        if (!FORM.matcher(text).matches()) throw new IllegalArgumentException("not a recording id");
    }

    static RecordingId random() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new RecordingId(HexFormat.of().formatHex(bits));
    }

    /** What others wrote, blanks around it apart, if it is an id. */
    public static Optional<RecordingId> parse(String written) {
        var text = written.strip();
        return FORM.matcher(text).matches() ? Optional.of(new RecordingId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.ringflow.media.dtmf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the key in the body of a SIP INFO request: {@code application/dtmf-relay} ({@code Signal=5}, {@code
 * Duration=160} on lines of their own) or {@code application/dtmf} (the key alone). Neither has a standard.
 */
public final class InfoDigits {
    /** When the body does not tell. */
    static final int USUAL_MILLIS = 250;

    private static final int LONGEST_MILLIS = 10_000;
    private static final int LONGEST_BODY = 512;

    private InfoDigits() {}

    /** Content type of {@link #body}. */
    public static final String RELAY = "application/dtmf-relay";

    /** One key, pressed for this long. */
    public record Press(char digit, int durationMillis) {}

    /** A body of type {@link #RELAY} for one key. */
    public static byte[] body(char digit, int durationMillis) {
        return ("Signal=" + digit + "\r\nDuration=" + durationMillis + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The key, or nothing when the type is another, or the body is broken or holds no key (a hook flash). */
    public static Optional<Press> parse(String contentType, byte[] body) {
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case RELAY -> text.indexOf('=') < 0 && text.indexOf(':') < 0 ? press(text, USUAL_MILLIS) : relay(text);
            // some senders put the lines of the other type here
            case "application/dtmf" -> text.indexOf('=') >= 0 ? relay(text) : press(text, USUAL_MILLIS);
            default -> Optional.empty();
        };
    }

    private static Optional<Press> relay(String text) {
        String signal = "";
        int millis = USUAL_MILLIS;
        for (String line : text.lines().toList()) {
            // some senders write a colon
            int equals = Math.max(line.indexOf('='), line.indexOf(':'));
            if (equals < 0) {
                continue;
            }
            String value = line.substring(equals + 1).strip();
            switch (line.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "signal" -> signal = value;
                case "duration" -> millis = millis(value);
                default -> {}
            }
        }
        return press(signal, millis);
    }

    private static Optional<Press> press(String text, int millis) {
        String signal = text.strip();
        if (signal.length() == 1) {
            int code = TelephoneEvent.code(signal.charAt(0));
            return code < 0 ? Optional.empty() : Optional.of(new Press(TelephoneEvent.digit(code), millis));
        }
        // 10 to 15 by their event codes
        boolean byCode =
                signal.length() == 2 && signal.charAt(0) == '1' && signal.charAt(1) >= '0' && signal.charAt(1) <= '5';
        return byCode
                ? Optional.of(new Press(TelephoneEvent.digit(10 + signal.charAt(1) - '0'), millis))
                : Optional.empty();
    }

    private static int millis(String value) {
        boolean number =
                !value.isEmpty() && value.length() <= 6 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Math.min(Integer.parseInt(value), LONGEST_MILLIS) : USUAL_MILLIS;
    }
}

package io.ringflow.ivr.call;

import io.ringflow.sip.LegEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key told by SIP INFO, in either of the two bodies in use: {@code application/dtmf-relay} with Signal and Duration
 * lines, {@code application/dtmf} with the key alone.
 */
record InfoDigit(char key, int durationMillis) {

    private static final int USUAL_MILLIS = 160;
    private static final int MOST_MILLIS = 10_000;
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*[=:]\\s*([0-9*#A-D]|1[01])\\s*$");
    private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*[=:]\\s*(\\d{1,6})\\s*$");
    private static final Pattern ALONE = Pattern.compile("(?i)\\s*([0-9*#A-D]|1[01])\\s*");

    static Optional<InfoDigit> of(LegEvent.Info info) {
        var type = info.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var body = new String(info.body(), StandardCharsets.UTF_8);
        return switch (type) {
            case "application/dtmf-relay" -> relay(body);
            case "application/dtmf" -> alone(body);
            default -> Optional.empty();
        };
    }

    private static Optional<InfoDigit> relay(String body) {
        var signal = SIGNAL.matcher(body);
        if (!signal.find()) return alone(body);
        var duration = DURATION.matcher(body);
        int millis = duration.find() ? Math.min(Integer.parseInt(duration.group(1)), MOST_MILLIS) : USUAL_MILLIS;
        return Optional.of(new InfoDigit(key(signal.group(1)), millis));
    }

    private static Optional<InfoDigit> alone(String body) {
        var alone = ALONE.matcher(body);
        return alone.matches() ? Optional.of(new InfoDigit(key(alone.group(1)), USUAL_MILLIS)) : Optional.empty();
    }

    /** Some senders write 10 for the star and 11 for the hash, the event numbers of RFC 4733 §3.2. */
    private static char key(String signal) {
        return switch (signal) {
            case "10" -> '*';
            case "11" -> '#';
            default -> Character.toUpperCase(signal.charAt(0));
        };
    }
}

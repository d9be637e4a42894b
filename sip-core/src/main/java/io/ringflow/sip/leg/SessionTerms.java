package io.ringflow.sip.leg;

import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What both sides agreed about the session interval (RFC 4028).
 *
 * @param seconds the interval; at least {@link #SHORTEST}
 * @param weRefresh whether the refresh is ours to send
 */
record SessionTerms(int seconds, boolean weRefresh) {
    /** RFC 4028 §5: no interval below this is accepted. */
    static final int SHORTEST = 90;

    static final int LONGEST = 7_200;

    /** Whether the interval asked for is too short for us, and the asker understands being told so. */
    static boolean tooShort(InboundRequest request) {
        Optional<String> header = request.header("Session-Expires");
        if (header.isEmpty()) {
            return false;
        }
        int asked = seconds(header).orElse(SHORTEST);
        return asked < SHORTEST && supportsTimer(request);
    }

    /** The terms for a request of the peer that asked for a session interval; none if it did not. */
    static Optional<SessionTerms> askedBy(InboundRequest request) {
        Optional<String> header = request.header("Session-Expires");
        int least = Math.max(SHORTEST, seconds(request.header("Min-SE")).orElse(SHORTEST));
        return seconds(header).map(asked -> {
            int seconds = Math.max(least, Math.min(asked, LONGEST));
            String refresher = refresher(header.orElse(""));
            // RFC 4028 §9, table 2: who doesn't know the extension can't be made to refresh.
            boolean weRefresh = !supportsTimer(request) || refresher.equals("uas");
            return new SessionTerms(seconds, weRefresh);
        });
    }

    /** The terms of a 2xx to our INVITE; none if it says nothing about them. */
    static Optional<SessionTerms> agreedBy(Optional<String> sessionExpires) {
        return seconds(sessionExpires).map(agreed -> new SessionTerms(agreed, true).confirmedBy(sessionExpires));
    }

    /** The terms after a 2xx to a refresh of ours, in which we are the UAC. */
    SessionTerms confirmedBy(Optional<String> sessionExpires) {
        return seconds(sessionExpires)
                .map(agreed -> new SessionTerms(
                        Math.max(SHORTEST, Math.min(agreed, LONGEST)),
                        !refresher(sessionExpires.orElse("")).equals("uas")))
                .orElse(this);
    }

    SessionTerms atLeast(Optional<String> minSe) {
        int least = Math.min(seconds(minSe).orElse(seconds), LONGEST);
        return new SessionTerms(Math.max(seconds, least), weRefresh);
    }

    /** Header lines for our 2xx. */
    List<HeaderLine> inResponse() {
        var expires = new HeaderLine("Session-Expires", seconds + ";refresher=" + (weRefresh ? "uas" : "uac"));
        return weRefresh ? List.of(expires) : List.of(expires, new HeaderLine("Require", "timer"));
    }

    /** Header lines for a request of ours. */
    List<HeaderLine> inRequest() {
        return List.of(
                new HeaderLine("Session-Expires", seconds + ";refresher=" + (weRefresh ? "uac" : "uas")),
                new HeaderLine("Min-SE", Integer.toString(SHORTEST)));
    }

    Duration untilRefresh() {
        return Duration.ofSeconds(seconds / 2);
    }

    /** RFC 4028 §10: the BYE goes out a little before the interval ends. */
    Duration untilExpiry() {
        return Duration.ofSeconds(seconds - Math.min(32, seconds / 3));
    }

    private static boolean supportsTimer(InboundRequest request) {
        return RequestRules.values(request, "Supported").stream().anyMatch("timer"::equalsIgnoreCase)
                || RequestRules.values(request, "Require").stream().anyMatch("timer"::equalsIgnoreCase);
    }

    /** The delta-seconds of Session-Expires or Min-SE. */
    static Optional<Integer> seconds(Optional<String> header) {
        return header.map(value -> value.split(";")[0].strip())
                .filter(digits -> digits.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private static String refresher(String header) {
        String parameters = header.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        if (parameters.contains(";refresher=uas")) {
            return "uas";
        }
        return parameters.contains(";refresher=uac") ? "uac" : "";
    }
}

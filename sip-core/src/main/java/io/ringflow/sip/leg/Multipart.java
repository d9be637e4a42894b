package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the session description in a multipart body (RFC 5621, RFC 2046 §5.1). Pure. */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART_TYPE = Pattern.compile("(?im)^(?:content-type|c)[ \\t]*:[ \\t]*([^\\r\\n;]+)");
    private static final int MOST_PARTS = 16;

    private Multipart() {}

    /** The first part of type application/sdp. */
    static Optional<SessionDescription> sessionIn(SessionDescription body) {
        Matcher boundary = BOUNDARY.matcher(body.contentType());
        if (!boundary.find()) {
            return Optional.empty();
        }
        String delimiter = "--" + (boundary.group(1) != null ? boundary.group(1) : boundary.group(2));
        // ISO 8859-1 maps octets to characters one to one, so a binary part beside the description does no harm.
        String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        int at = text.indexOf(delimiter);
        for (int part = 0; part < MOST_PARTS && at >= 0; part++) {
            int start = at + delimiter.length();
            int next = text.indexOf(delimiter, start);
            Optional<SessionDescription> found = inPart(text.substring(start, next < 0 ? text.length() : next));
            if (found.isPresent()) {
                return found;
            }
            at = next;
        }
        return Optional.empty();
    }

    private static Optional<SessionDescription> inPart(String part) {
        int blank = part.indexOf("\r\n\r\n");
        int width = 4;
        if (blank < 0) {
            blank = part.indexOf("\n\n");
            width = 2;
        }
        if (blank < 0) {
            return Optional.empty();
        }
        Matcher type = PART_TYPE.matcher(part.substring(0, blank));
        if (!type.find() || !type.group(1).strip().toLowerCase(Locale.ROOT).equals(SessionDescription.SDP)) {
            return Optional.empty();
        }
        byte[] bytes =
                part.substring(blank + width).stripTrailing().concat("\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new SessionDescription(SessionDescription.SDP, bytes));
    }
}

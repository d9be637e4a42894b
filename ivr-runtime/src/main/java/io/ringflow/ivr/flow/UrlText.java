package io.ringflow.ivr.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The characters of a URL (RFC 3986): what is legal, what is encoded, what a dot segment is. Pure. */
final class UrlText {

    private static final Pattern HIDDEN_CONTROL = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff])");
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?@!$&'()*+,;=";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UrlText() {}

    /** Whether a character could end a header or a log line: C0, C1, and the Unicode line separators. */
    static boolean isControl(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) return true;
        }
        return false;
    }

    /** Foreign text for a log line or a parameter: one line of at most 200 characters. */
    static String oneLine(String text) {
        String line = text.length() > 200 ? text.substring(0, 200) : text;
        return line.codePoints()
                .map(c -> isControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static boolean hasScheme(String text) {
        int end = 0;
        while (end < text.length() && isOfScheme(text.charAt(end))) end++;
        return end > 0 && isLetter(text.charAt(0)) && end < text.length() && text.charAt(end) == ':';
    }

    private static boolean isOfScheme(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Whether a path holds a percent-encoded control character. */
    static boolean hidesControl(String path) {
        return HIDDEN_CONTROL.matcher(path).find();
    }

    static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    /** Encodes all but unreserved characters. */
    static String encoded(String value) {
        return encode(value, false);
    }

    /** Encodes only what no URL may hold (a blank, Chinese); what is encoded already stays. */
    static String legal(String text) {
        return encode(text, true);
    }

    private static String encode(String text, boolean keepReserved) {
        int plain = 0;
        while (plain < text.length() && isUnreserved(text.charAt(plain))) plain++;
        return plain == text.length() ? text : encodeAny(text, keepReserved);
    }

    private static String encodeAny(String text, boolean keepReserved) {
        var out = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean keep = isUnreserved(c) || (keepReserved && (RESERVED.indexOf(c) >= 0 || isEscape(bytes, i)));
            if (keep) out.append(c);
            else out.append('%').append(HEX.toHexDigits((byte) c));
        }
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[at + 1])
                && HexFormat.isHexDigit(bytes[at + 2]);
    }

    /** Removes dot segments, encoded ones too; empty when they climb above where the path began. */
    static Optional<String> withoutDots(String path) {
        boolean rooted = path.startsWith("/");
        String[] segments = (rooted ? path.substring(1) : path).split("/", -1);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i].replace("%2e", ".").replace("%2E", ".")) {
                case ".." -> {
                    if (kept.isEmpty()) return Optional.empty();
                    kept.removeLast();
                    if (last) kept.add("");
                }
                case "." -> {
                    if (last) kept.add("");
                }
                default -> kept.add(segments[i]);
            }
        }
        return Optional.of((rooted ? "/" : "") + String.join("/", kept));
    }

    /** Joins two query strings, either of which may be missing. */
    static String joined(@Nullable String first, String second) {
        if (first == null || first.isEmpty()) return second;
        return second.isEmpty() ? first : first + "&" + second;
    }
}

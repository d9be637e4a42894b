package io.ringflow.sip.leg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The user part of a SIP, SIPS or tel URI: who is meant, without password, parameters or escapes. */
final class UserPart {
    private UserPart() {}

    /** Lower-case scheme of a URI; empty if it has none. */
    static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    /** The user part, unescaped; empty if there is none or the scheme is not ours. */
    static String of(String uri) {
        int colon = uri.indexOf(':');
        return switch (scheme(uri)) {
            case "sip", "sips" -> ofSip(uri.substring(colon + 1));
            case "tel" -> unescape(before(uri.substring(colon + 1), ';'));
            default -> "";
        };
    }

    private static String ofSip(String afterScheme) {
        int at = before(afterScheme, '?').lastIndexOf('@');
        if (at < 0) {
            return "";
        }
        // RFC 3261 §19.1.6: a telephone number's parameters stand inside the user part.
        return unescape(before(before(afterScheme.substring(0, at), ';'), ':'));
    }

    private static String before(String text, char end) {
        int i = text.indexOf(end);
        return i < 0 ? text : text.substring(0, i);
    }

    /** Undoes percent escapes as UTF-8; a broken escape stays as it stands. */
    static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%' && i + 2 < text.length() && hex(text, i + 1) >= 0 && hex(text, i + 2) >= 0) {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 3;
            } else {
                int character = text.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String text, int index) {
        return Character.digit(text.charAt(index), 16);
    }
}

package io.ringflow.sip.message;

import java.util.Locale;

/** The names of header fields: any case, and one-letter forms (RFC 3261 §7.3.3 and the extensions' own). */
public final class HeaderNames {

    private HeaderNames() {}

    /** The long form in lower case. */
    public static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.length() != 1) {
            return lower;
        }
        return switch (lower.charAt(0)) {
            case 'a' -> "accept-contact";
            case 'b' -> "referred-by";
            case 'c' -> "content-type";
            case 'd' -> "request-disposition";
            case 'e' -> "content-encoding";
            case 'f' -> "from";
            case 'i' -> "call-id";
            case 'j' -> "reject-contact";
            case 'k' -> "supported";
            case 'l' -> "content-length";
            case 'm' -> "contact";
            case 'n' -> "identity-info";
            case 'o' -> "event";
            case 'r' -> "refer-to";
            case 's' -> "subject";
            case 't' -> "to";
            case 'u' -> "allow-events";
            case 'v' -> "via";
            case 'x' -> "session-expires";
            case 'y' -> "identity";
            default -> lower;
        };
    }
}

package io.ringflow.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of header fields: any case, and one-letter forms (RFC 3261 §7.3.3 and the extensions' own). */
public final class HeaderNames {

    /** Those that nearly every message bears: found without making a string. By their length. */
    private static final String[][] USUAL = byLength(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "max-forwards",
            "contact",
            "content-length",
            "content-type",
            "user-agent",
            "allow",
            "supported",
            "record-route",
            "route",
            "accept",
            "session-expires",
            "min-se",
            "p-asserted-identity",
            "date",
            "reason",
            "server",
            "require");

    private HeaderNames() {}

    /** The long form in lower case of a name in ASCII. */
    public static String canonical(byte[] octets, int from, int to) {
        int length = to - from;
        if (length < USUAL.length) {
            for (String usual : USUAL[length]) {
                if (matches(usual, octets, from)) {
                    return usual;
                }
            }
        }
        return canonical(new String(octets, from, length, StandardCharsets.US_ASCII));
    }

    private static boolean matches(String lower, byte[] octets, int from) {
        for (int i = 0; i < lower.length(); i++) {
            int octet = octets[from + i];
            if ((octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String[][] byLength(String... names) {
        int longest = Stream.of(names).mapToInt(String::length).max().orElseThrow();
        return IntStream.rangeClosed(0, longest)
                .mapToObj(length ->
                        Stream.of(names).filter(name -> name.length() == length).toArray(String[]::new))
                .toArray(String[][]::new);
    }

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

    /** Whether a token may bear it (RFC 3261 §25.1). */
    public static boolean isToken(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c > 0 && "-.!%*_+`'~".indexOf(c) >= 0);
    }
}

package io.ringflow.sip.message;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topmost Via value, taken apart as far as answering needs it (RFC 3261 §18.2, RFC 3581).
 *
 * @param value the value as it stood
 * @param rest further values of the same header line; may be empty
 * @param host sent-by host in lower case, IPv6 in brackets
 * @param port sent-by port, or -1
 * @param branch the branch parameter, empty if there is none
 */
public record TopVia(String value, String rest, String host, int port, String branch) {
    private static final Pattern FORM =
            Pattern.compile("(?i)SIP\\s*+/\\s*+2\\.0\\s*+/\\s*+[A-Za-z0-9\\-.!%*_+`'~]++\\s++"
                    + "(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9\\-._]+)\\s*+(?::\\s*+([0-9]{1,5}))?+\\s*+(;.*)?");
    private static final Pattern PARAMETER = Pattern.compile("\\s*+[A-Za-z0-9\\-.!%*_+`'~]++\\s*+(=.*)?");
    private static final String COOKIE = "z9hg4bk";

    /** Reads the unfolded value of the first Via line; empty if it can't be one. */
    public static Optional<TopVia> read(String line) {
        int comma = Parameters.next(line, 0, ',');
        String value = line.substring(0, comma).strip();
        String rest = comma < line.length() ? line.substring(comma + 1).strip() : "";
        var match = FORM.matcher(value);
        if (!match.matches() || !parametersAreSound(match.group(3) == null ? "" : match.group(3))) {
            return Optional.empty();
        }
        int port = match.group(2) == null ? -1 : Integer.parseInt(match.group(2));
        if (port == 0 || port > 65_535) {
            return Optional.empty();
        }
        return Optional.of(new TopVia(
                value,
                rest,
                match.group(1).toLowerCase(Locale.ROOT),
                port,
                Parameters.of(value, "branch").orElse("")));
    }

    /** Whether the branch identifies a transaction by itself (RFC 3261 §8.1.1.7). */
    public boolean hasMagicCookie() {
        return branch.length() > COOKIE.length()
                && branch.toLowerCase(Locale.ROOT).startsWith(COOKIE);
    }

    /** The value as a response carries it: received and rport filled in (RFC 3261 §18.2.1, RFC 3581 §4). */
    public String answered(InetSocketAddress source) {
        var answered = new StringBuilder(value.length() + 48);
        int at = Parameters.next(value, 0, ';');
        answered.append(value, 0, at);
        boolean asked = false;
        while (at < value.length()) {
            int end = Parameters.next(value, at + 1, ';');
            String parameter = value.substring(at + 1, end).strip();
            if (isNamed(parameter, "rport")) {
                asked = true;
            } else if (!isNamed(parameter, "received")) {
                answered.append(';').append(parameter);
            }
            at = end;
        }
        String address = Hosts.literal(source.getAddress());
        if (asked || !Hosts.bracketed(address).equals(host)) {
            answered.append(";received=").append(address);
        }
        if (asked) {
            answered.append(";rport=").append(source.getPort());
        }
        return answered.toString();
    }

    private static boolean isNamed(String parameter, String name) {
        int end = name.length();
        return parameter.regionMatches(true, 0, name, 0, end)
                && (parameter.length() == end
                        || parameter.charAt(end) == '='
                        || Character.isWhitespace(parameter.charAt(end)));
    }

    private static boolean parametersAreSound(String parameters) {
        int at = 0;
        while (at < parameters.length()) {
            int end = Parameters.next(parameters, at + 1, ';');
            if (!PARAMETER.matcher(parameters.substring(at + 1, end)).matches()) {
                return false;
            }
            at = end;
        }
        return true;
    }
}

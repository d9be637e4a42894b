package io.ringflow.sip.message;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

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
    private static final String COOKIE = "z9hg4bk";

    /** Reads the unfolded value of the first Via line; empty if it can't be one. */
    public static Optional<TopVia> read(String line) {
        int comma = Parameters.next(line, 0, ',');
        String value = line.substring(0, comma).strip();
        String rest = comma < line.length() ? line.substring(comma + 1).strip() : "";
        int sentBy = afterProtocol(value);
        int hostEnd = sentBy < 0 ? -1 : Hosts.end(value, sentBy);
        if (hostEnd < 0) {
            return Optional.empty();
        }
        int at = space(value, hostEnd);
        int port = -1;
        if (at < value.length() && value.charAt(at) == ':') {
            int from = space(value, at + 1);
            int to = Hosts.digitsEnd(value, from);
            port = to > from && to - from <= 5 ? Integer.parseInt(value, from, to, 10) : 0;
            if (port == 0 || port > 65_535) {
                return Optional.empty();
            }
            at = space(value, to);
        }
        boolean parameters = at < value.length();
        if (parameters && (value.charAt(at) != ';' || !parametersAreSound(value, at))) {
            return Optional.empty();
        }
        return Optional.of(new TopVia(
                value,
                rest,
                value.substring(sentBy, hostEnd).toLowerCase(Locale.ROOT),
                port,
                parameters ? Parameters.of(value, "branch").orElse("") : ""));
    }

    /** Where sent-by begins, after {@code SIP/2.0/UDP} with any space between; -1 if there is no such thing. */
    private static int afterProtocol(String value) {
        if (!value.regionMatches(true, 0, "SIP", 0, 3)) {
            return -1;
        }
        int version = afterSlash(value, 3);
        if (version < 0 || !value.startsWith("2.0", version)) {
            return -1;
        }
        int transport = afterSlash(value, version + 3);
        int end = transport < 0 ? -1 : token(value, transport);
        int sentBy = space(value, Math.max(0, end));
        return end > transport && sentBy > end ? sentBy : -1;
    }

    private static int afterSlash(String value, int from) {
        int at = space(value, from);
        return at < value.length() && value.charAt(at) == '/' ? space(value, at + 1) : -1;
    }

    /** Whether the branch identifies a transaction by itself (RFC 3261 §8.1.1.7). */
    public boolean hasMagicCookie() {
        return branch.length() > COOKIE.length() && branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length());
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

    /** Whether what begins there is {@code ;name} or {@code ;name=value}, again and again, on one line. */
    private static boolean parametersAreSound(String value, int from) {
        int at = from;
        while (at < value.length()) {
            int end = Parameters.next(value, at + 1, ';');
            int name = space(value, at + 1);
            int nameEnd = token(value, name);
            int equals = space(value, nameEnd);
            if (nameEnd == name || equals < end && value.charAt(equals) != '=') {
                return false;
            }
            at = end;
        }
        return value.indexOf('\n', from) < 0 && value.indexOf('\r', from) < 0;
    }

    private static int space(String value, int from) {
        int at = from;
        while (at < value.length() && " \t\n\u000B\f\r".indexOf(value.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int token(String value, int from) {
        int at = from;
        while (at < value.length() && HeaderNames.isToken(value.charAt(at))) {
            at++;
        }
        return at;
    }
}

package io.ringflow.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A URI, bare or in a name-addr, taken apart as far as routing and dialling need it (RFC 3261 §19.1, RFC 3966).
 *
 * @param uri the URI alone, without brackets and what surrounds them
 * @param scheme in lower case; empty if there is none
 * @param user as it stands, without password; the number of a tel URI; may be empty
 * @param host in lower case, without brackets; empty for other schemes
 * @param port -1 if not given
 * @param parameters what follows the first semicolon, with it; may be empty
 */
public record UriParts(String uri, String scheme, String user, String host, int port, String parameters) {

    private static final int MOST_DIGITS = 5;

    /** Takes a URI apart; what is not there is empty, nothing throws. */
    public static UriParts of(String nameAddr) {
        int open = nameAddr.indexOf('<', quotedEnd(nameAddr));
        int close = nameAddr.indexOf('>', open + 1);
        String uri = (open >= 0 && close > open ? nameAddr.substring(open + 1, close) : nameAddr).strip();
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        int question = rest.indexOf('?', Math.max(0, rest.lastIndexOf('@')));
        rest = question < 0 ? rest : rest.substring(0, question);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            String number = scheme.equals("tel") ? rest.split(";", 2)[0] : "";
            return new UriParts(uri, scheme, number, "", -1, "");
        }
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at).split(":", 2)[0];
        String hostPart = rest.substring(at + 1);
        int semicolon = hostPart.indexOf(';');
        String parameters = semicolon < 0 ? "" : hostPart.substring(semicolon);
        String hostPort = semicolon < 0 ? hostPart : hostPart.substring(0, semicolon);
        int bracket = hostPort.lastIndexOf(']');
        int portColon = hostPort.indexOf(':', Math.max(0, bracket));
        String host = portColon < 0 ? hostPort : hostPort.substring(0, portColon);
        return new UriParts(
                uri,
                scheme,
                user,
                host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT),
                portColon < 0 ? -1 : port(hostPort.substring(portColon + 1)),
                parameters);
    }

    public Optional<String> parameter(String name) {
        return Parameters.of(parameters, name);
    }

    /** The user part with %-escapes resolved (RFC 3261 §19.1.2); broken escapes stay as they are. */
    public String unescapedUser() {
        return unescaped(user);
    }

    static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (c == '%' && high >= 0 && low >= 0) {
                octets.write(high << 4 | low);
                i += 2;
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private static int port(String text) {
        boolean number = !text.isEmpty() && text.length() <= MOST_DIGITS && Hosts.digitsEnd(text, 0) == text.length();
        return number ? Integer.parseInt(text) : -1;
    }

    /** Where a leading quoted display name ends. */
    private static int quotedEnd(String text) {
        if (!text.stripLeading().startsWith("\"")) {
            return 0;
        }
        int i = text.indexOf('"') + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }
}

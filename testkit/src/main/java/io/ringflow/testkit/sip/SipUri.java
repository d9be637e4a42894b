package io.ringflow.testkit.sip;

import java.net.InetSocketAddress;
import java.util.Locale;

/** Reads the parts of SIP addresses a peer needs to find its way. Stateless. */
public final class SipUri {
    private SipUri() {}

    /** The URI in a name-addr or addr-spec header value. */
    public static String inside(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        return open >= 0 && close > open
                ? value.substring(open + 1, close)
                : value.replaceFirst(";.*", "").strip();
    }

    /** A parameter of a header value, outside of its URI; or the empty string. */
    public static String param(String value, String name) {
        String after = value.substring(value.lastIndexOf('>') + 1);
        for (var part : after.split(";")) {
            var pair = part.strip().split("=", 2);
            if (pair[0].equalsIgnoreCase(name)) {
                return pair.length > 1 ? pair[1].replaceAll("^\"|\"$", "") : "";
            }
        }
        return "";
    }

    /** The user part, or the empty string. */
    public static String user(String uri) {
        int at = uri.indexOf('@');
        return at < 0 ? "" : uri.substring(uri.indexOf(':') + 1, at);
    }

    /** Where a URI points: its host and port, 5060 when it names none. */
    public static InetSocketAddress address(String uri) {
        String hostPort =
                uri.replaceFirst("(?i)^sips?:", "").replaceFirst(".*@", "").replaceFirst("[;?].*", "");
        int colon = hostPort.startsWith("[") ? hostPort.indexOf("]:") + 1 : hostPort.indexOf(':');
        String host = colon > 0 ? hostPort.substring(0, colon) : hostPort;
        try {
            int port = colon > 0 ? Integer.parseInt(hostPort.substring(colon + 1)) : 5060;
            return new InetSocketAddress(host.replaceAll("^\\[|]$", ""), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a SIP address: " + uri, e);
        }
    }

    public static boolean saysTcp(String uri) {
        return uri.toLowerCase(Locale.ROOT).matches(".*;transport=tcp\\b.*");
    }
}

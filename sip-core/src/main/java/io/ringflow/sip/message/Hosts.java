package io.ringflow.sip.message;

import java.net.InetAddress;

/** Addresses as SIP writes them. */
public final class Hosts {

    private Hosts() {}

    /** The literal without zone and without brackets. */
    public static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Where the host ends that begins there: a name, an IPv4 literal or an IPv6 literal in brackets; -1 if none does. */
    public static int end(String text, int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '[') {
            at++;
            while (at < text.length() && isOfIpv6(text.charAt(at))) {
                at++;
            }
            return at > from + 1 && at < text.length() && text.charAt(at) == ']' ? at + 1 : -1;
        }
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        return at > from ? at : -1;
    }

    /** Where the decimal digits end that begin there. */
    public static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isOfIpv6(char c) {
        return c >= '0' && c <= ':' || c == '.' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f';
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }

    /** With brackets if it is an IPv6 literal: the form of sent-by and of URIs. */
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    public static String bracketed(InetAddress address) {
        return bracketed(literal(address));
    }
}

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

    /** With brackets if it is an IPv6 literal: the form of sent-by and of URIs. */
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    public static String bracketed(InetAddress address) {
        return bracketed(literal(address));
    }
}

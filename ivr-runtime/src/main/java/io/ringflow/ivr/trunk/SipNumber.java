package io.ringflow.ivr.trunk;

import java.nio.charset.StandardCharsets;

/** A number as the user part of a SIP URI. Pure. */
public final class SipNumber {

    private static final String USER_CHARACTERS = "-_.!~*'()&=+$,";

    private SipNumber() {}

    /** @param hostPort as it stands in a URI */
    public static String uri(String number, String hostPort) {
        return "sip:" + escaped(number) + "@" + hostPort;
    }

    /** A host as it stands in a URI: IPv6 in brackets. */
    public static String host(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** RFC 3261 §25.1, user: a {@code #} for one must be escaped. */
    private static String escaped(String user) {
        var text = new StringBuilder(user.length());
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (plain || USER_CHARACTERS.indexOf(c) >= 0) text.append(c);
            else text.append("%%%02X".formatted((int) c));
        }
        return text.toString();
    }
}

package io.ringflow.sip.transport;

import io.ringflow.sip.message.HeaderNames;
import io.ringflow.sip.message.Hosts;
import java.util.regex.Pattern;

/**
 * The verdict on a request line (RFC 3261 §7.1): exactly two single spaces, a version we speak, a URI without doubt.
 *
 * @param status 0 if it is sound
 * @param reason reason phrase of the refusal
 * @param printable whether it is a request line at all, so that an answer makes sense
 */
record RequestLine(int status, String reason, boolean printable) {
    private static final Pattern VERSION = Pattern.compile("(?i)SIP/[0-9]{1,5}\\.[0-9]{1,5}");
    private static final RequestLine SOUND = new RequestLine(0, "", true);

    static RequestLine judge(String line, int uriLimit) {
        int first = line.indexOf(' ');
        if (first <= 0 || !isToken(line.substring(0, first))) {
            return new RequestLine(400, "Malformed Request Line", false);
        }
        int last = line.lastIndexOf(' ');
        String version = line.substring(last + 1);
        if (last == first
                || !version.equals("SIP/2.0") && !VERSION.matcher(version).matches()) {
            return bad("Malformed Request Line");
        }
        if (!version.equalsIgnoreCase("SIP/2.0")) {
            return new RequestLine(505, "Version Not Supported", true);
        }
        String uri = line.substring(first + 1, last);
        if (uri.length() > uriLimit) {
            return new RequestLine(414, "Request-URI Too Long", true);
        }
        return uriIsSound(uri) ? SOUND : bad("Malformed Request-URI");
    }

    private static boolean uriIsSound(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"') {
                return false;
            }
        }
        int colon = uri.indexOf(':');
        if (colon <= 0 || colon == uri.length() - 1 || !Character.isLetter(uri.charAt(0))) {
            return false;
        }
        String scheme = uri.substring(0, colon);
        boolean sip = scheme.equalsIgnoreCase("sip") || scheme.equalsIgnoreCase("sips");
        return !sip || hostPortIsSound(uri.substring(colon + 1));
    }

    /** No header part (RFC 3261 §19.1.1 forbids it here), no bare IPv6 address, a port that is one. */
    private static boolean hostPortIsSound(String rest) {
        String host = rest.substring(rest.lastIndexOf('@') + 1);
        if (host.indexOf('?') >= 0) {
            return false;
        }
        int semicolon = host.indexOf(';');
        String hostPort = semicolon < 0 ? host : host.substring(0, semicolon);
        int end = Hosts.end(hostPort, 0);
        if (end < 0 || end == hostPort.length()) {
            return end > 0;
        }
        int digits = hostPort.length() - end - 1;
        return hostPort.charAt(end) == ':'
                && digits >= 1
                && digits <= 5
                && Hosts.digitsEnd(hostPort, end + 1) == hostPort.length();
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HeaderNames.isToken(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static RequestLine bad(String reason) {
        return new RequestLine(400, reason, true);
    }
}

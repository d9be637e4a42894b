package io.ringflow.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Whom the calls go to: the request URI as text, and the address its requests are sent to. */
record Target(String uri, InetSocketAddress address) {

    private static final Pattern FORM = Pattern.compile("sip:(?:[^@\\s]+@)?([^:;@\\s]+)(?::(\\d{1,5}))?(?:;\\S*)?");
    private static final int DEFAULT_PORT = 5060;

    /**
     * @param allowRemote whether a target outside 127.0.0.0/8 is acceptable
     * @throws IllegalArgumentException when it is not a SIP URI, or not ours to load
     */
    static Target parse(String uri, boolean allowRemote) {
        var match = FORM.matcher(uri);
        if (!match.matches()) throw new IllegalArgumentException("'" + uri + "' is not like sip:1000@127.0.0.1:5060");
        int port = match.group(2) == null ? DEFAULT_PORT : Integer.parseInt(match.group(2));
        InetAddress host = resolve(match.group(1));
        if (!host.isLoopbackAddress() && !allowRemote) {
            throw new IllegalArgumentException(
                    host.getHostAddress() + " is not on this machine; --allow-remote loads it all the same");
        }
        return new Target(uri, new InetSocketAddress(host, port));
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address for " + host, e);
        }
    }
}

package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;
import io.ringflow.sip.message.UriParts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where a request in a dialog goes: to what the peer named, or, if that can't work, to where the dialog came from. */
public final class NextHop {
    private static final int DEFAULT_PORT = 5060;

    private NextHop() {}

    /** Pure: no name is looked up (threats of slow or hostile DNS), no socket asked. */
    public static InetSocketAddress choose(String target, ListenAddress listener, InetSocketAddress fallback) {
        UriParts uri = UriParts.of(target);
        String host = uri.parameter("maddr").orElse(uri.host());
        boolean literal = host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.indexOf(':') >= 0;
        if (!uri.scheme().equals("sip") || !literal || !speaks(uri, listener.transport())) {
            return fallback;
        }
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return fallback;
        }
        int port = uri.port() < 0 ? DEFAULT_PORT : uri.port();
        boolean sound = port > 0 && port <= 65_535 && !address.isAnyLocalAddress() && !address.isMulticastAddress();
        boolean sameFamily = address.getClass() == fallback.getAddress().getClass();
        return sound && sameFamily && !isBehindNat(address, fallback.getAddress())
                ? new InetSocketAddress(address, port)
                : fallback;
    }

    private static boolean speaks(UriParts uri, Transport transport) {
        return uri.parameter("transport")
                .map(name -> name.equalsIgnoreCase(transport.parameter()))
                .orElse(true);
    }

    /** A loopback, link-local or private Contact in a message that came from another kind of address. */
    private static boolean isBehindNat(InetAddress contact, InetAddress source) {
        return scope(contact) < scope(source);
    }

    private static int scope(InetAddress address) {
        byte[] octets = address.getAddress();
        // RFC 6598 shared space counts as private, and so do IPv6 unique local addresses
        boolean shared = octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
        boolean uniqueLocal = octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
        boolean broadcast = octets.length == 4 && (octets[0] & octets[1] & octets[2] & octets[3]) == -1;
        if (address.isLoopbackAddress() || broadcast) {
            return 0;
        }
        if (address.isLinkLocalAddress()) {
            return 1;
        }
        return address.isSiteLocalAddress() || shared || uniqueLocal ? 2 : 3;
    }
}

package io.ringflow.ivr.app;

import io.ringflow.sip.ListenAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * Turns the wildcard address into one listener per address of the machine, so that every call knows the address it came
 * in by: its RTP is bound there, and Via, Contact and SDP name one that the caller can reach. Addresses that appear
 * later need a restart.
 */
final class LocalAddresses {

    private LocalAddresses() {}

    static List<ListenAddress> expanded(List<ListenAddress> listeners) {
        return listeners.stream()
                .flatMap(l -> l.bind().isAnyLocalAddress()
                        ? addresses(l.bind() instanceof Inet4Address).stream()
                                .map(a -> new ListenAddress(l.transport(), a, l.port(), l.advertised()))
                        : java.util.stream.Stream.of(l))
                .distinct()
                .toList();
    }

    /** One that others may reach this machine by, or else the loopback address. */
    static InetAddress first() {
        return addresses(true).stream().findFirst().orElseGet(InetAddress::getLoopbackAddress);
    }

    private static List<InetAddress> addresses(boolean ipv4) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::up)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> a instanceof Inet4Address == ipv4)
                    .filter(a -> !a.isLinkLocalAddress())
                    .sorted(java.util.Comparator.comparing(InetAddress::isLoopbackAddress))
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException("the machine's addresses can't be read", e);
        }
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}

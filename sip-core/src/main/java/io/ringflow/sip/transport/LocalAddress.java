package io.ringflow.sip.transport;

import io.ringflow.sip.ListenAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Finds the address to tell peers when a listener is bound to the wildcard. */
final class LocalAddress {
    /** TEST-NET-1 (RFC 5737): routed by the default route and, as nothing is sent, never reached. */
    private static final String ANYWHERE = "192.0.2.1";

    private LocalAddress() {}

    /** The listener with its port, and with this machine's primary address for the wildcard. */
    static ListenAddress told(ListenAddress wanted, int port) {
        InetAddress bind = wanted.bind().isAnyLocalAddress() ? primary() : wanted.bind();
        return new ListenAddress(wanted.transport(), bind, port, wanted.advertised());
    }

    private static InetAddress primary() {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(ANYWHERE), 9));
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() ? firstUsable() : local;
        } catch (IOException | UncheckedIOException e) {
            return firstUsable();
        }
    }

    private static InetAddress firstUsable() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst()
                    .orElse(InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}

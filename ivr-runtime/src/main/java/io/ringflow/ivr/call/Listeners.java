package io.ringflow.ivr.call;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;

/** Chooses the listener that a call is made from. */
final class Listeners {

    private Listeners() {}

    /**
     * The one whose address the machine's routes lead from.
     *
     * @throws DialRefused when there is none of that transport and address family
     */
    static ListenAddress towards(List<ListenAddress> all, Transport transport, InetSocketAddress peer) {
        var possible = possible(all, transport, peer);
        if (possible.isEmpty()) throw none(transport);
        if (possible.size() == 1) return possible.getFirst();
        var local = localAddressTowards(peer);
        return possible.stream()
                .filter(listener -> local.filter(listener.bind()::equals).isPresent())
                .findFirst()
                .orElse(possible.getFirst());
    }

    /** Whether there is one of that transport and address family. */
    static boolean any(List<ListenAddress> all, Transport transport, InetSocketAddress peer) {
        return !possible(all, transport, peer).isEmpty();
    }

    static DialRefused none(Transport transport) {
        return new DialRefused(
                EndReason.of(Cause.SERVER_ERROR, "no listener to call from by " + transport.parameter()));
    }

    private static List<ListenAddress> possible(List<ListenAddress> all, Transport transport, InetSocketAddress peer) {
        boolean ipv6 = peer.getAddress().getAddress().length == 16;
        return all.stream()
                .filter(listener -> listener.transport() == transport)
                .filter(listener -> (listener.bind().getAddress().length == 16) == ipv6)
                .toList();
    }

    /** The address that this machine sends from to get there: asked of its routes, without a packet. */
    private static Optional<InetAddress> localAddressTowards(InetSocketAddress peer) {
        try (var probe = DatagramChannel.open()) {
            probe.connect(peer);
            return probe.getLocalAddress() instanceof InetSocketAddress local
                    ? Optional.of(local.getAddress())
                    : Optional.empty();
        } catch (IOException noRoute) {
            return Optional.empty();
        }
    }
}

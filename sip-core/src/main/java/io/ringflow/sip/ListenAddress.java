package io.ringflow.sip;

import io.ringflow.sip.message.Hosts;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One place where SIP is listened for.
 *
 * @param transport UDP or TCP
 * @param bind local address; never the wildcard once bound, so that RTP can be bound to the same one
 * @param port local port; 0 asks for any free one
 * @param advertised host written into Via, Contact and SDP instead of {@code bind}; null means {@code bind} itself
 */
public record ListenAddress(
        Transport transport,
        InetAddress bind,
        int port,
        @Nullable String advertised) {

    /** The host that peers are told: the advertised one, or the bound address (IPv6 without brackets or zone). */
    public String advertisedHost() {
        return advertised != null ? advertised : Hosts.literal(bind);
    }

    public ListenAddress withPort(int actual) {
        return new ListenAddress(transport, bind, actual, advertised);
    }
}

package io.ringflow.sip.stack;

import io.ringflow.sip.Transport;
import io.ringflow.sip.message.Hosts;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;

/** A next hop by address, never by name. */
record LiteralHop(InetSocketAddress peer, Transport transport) implements Hop {

    @Override
    public String getHost() {
        return Hosts.literal(peer.getAddress());
    }

    @Override
    public int getPort() {
        return peer.getPort();
    }

    @Override
    public String getTransport() {
        return transport.parameter();
    }
}

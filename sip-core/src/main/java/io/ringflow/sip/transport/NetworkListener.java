package io.ringflow.sip.transport;

import io.ringflow.sip.ListenAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One bound place to listen at and to send from. Thread-safe. */
public interface NetworkListener extends AutoCloseable {

    /** With the true port, and an address that peers can be told. */
    ListenAddress address();

    /** The way to a peer; on streams an open connection if there is one, else a new one that connects now. */
    Flow flowTo(InetSocketAddress peer);

    /** The way to a peer that needs no connecting. */
    Optional<Flow> openFlowTo(InetSocketAddress peer);

    @Override
    void close();
}

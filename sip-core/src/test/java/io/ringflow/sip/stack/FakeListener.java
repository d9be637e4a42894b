package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.transport.Flow;
import io.ringflow.sip.transport.NetworkListener;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The listener of an arrival; nothing is sent by it. */
record FakeListener() implements NetworkListener {
    @Override
    public ListenAddress address() {
        return FakeRequest.LISTENER;
    }

    @Override
    public Flow flowTo(InetSocketAddress peer) {
        throw new AssertionError("answers take the way the request came by");
    }

    @Override
    public Optional<Flow> openFlowTo(InetSocketAddress peer) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}

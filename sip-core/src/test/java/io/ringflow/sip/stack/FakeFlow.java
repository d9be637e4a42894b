package io.ringflow.sip.stack;

import io.ringflow.sip.Transport;
import io.ringflow.sip.transport.Flow;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A way to a peer that keeps what is sent. */
final class FakeFlow implements Flow {
    private final InetSocketAddress peer;
    private final List<String> sent = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    FakeFlow(InetSocketAddress peer) {
        this.peer = peer;
    }

    /** What happens while each message is on its way to the network. */
    void whileSending(Runnable happens) {
        meanwhile = happens;
    }

    List<String> sent() {
        return sent;
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(byte[] message, Consumer<Throwable> failed) {
        sent.add(new String(message, StandardCharsets.ISO_8859_1));
        meanwhile.run();
    }

    @Override
    public void closeAfter(byte[] lastMessage) {
        throw new AssertionError("a datagram's flow is not closed");
    }
}

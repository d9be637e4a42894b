package io.ringflow.sip.transport;

import io.ringflow.sip.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** The way to one peer: a datagram address, or a connection (RFC 5626 calls it a flow). Thread-safe. */
public interface Flow {

    Transport transport();

    InetSocketAddress peer();

    /** Whether sending has a chance without opening anything. */
    boolean isOpen();

    /** Sends one message whole and in order. {@code failed} hears of it, on any thread, if that is known not to work. */
    void send(byte[] message, Consumer<Throwable> failed);

    /** Lets the peer be silent for so long, if that is longer than others may be. Nothing to datagrams. */
    default void keep(Duration silence) {}

    /** Sends a last message, then closes what belongs to this peer alone; a datagram socket stays. */
    void closeAfter(byte[] lastMessage);
}

package io.ringflow.testkit.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What carries a peer's messages. Owned by its {@link SipPeer}; reading threads are the wire's own. */
interface SipWire extends AutoCloseable {

    /** Takes what arrives, on a thread of the wire. */
    interface Arrivals {
        void arrived(byte[] message, InetSocketAddress from);

        void broken(IOException cause);
    }

    /** Sends to an address: in one datagram, or on the connection with it, made when there is none. */
    void send(byte[] message, InetSocketAddress to) throws IOException;

    InetSocketAddress address();

    /** {@code UDP} or {@code TCP}, as Via writes it. */
    String protocol();

    @Override
    void close();

    /** Waits for a thread to leave its closed socket: only then does the kernel close the port. */
    static void join(Thread thread) {
        try {
            if (thread != Thread.currentThread()) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The transaction layer as the legs see it. Thread-safe. {@code JainStack} is the real one. */
public interface SipStack extends AutoCloseable {

    /** The listeners with their bound ports. */
    List<ListenAddress> addresses();

    /** Whether something can be sent there without opening anything: always, but over a stream that is not open. */
    boolean reaches(ListenAddress from, InetSocketAddress peer);

    /** Sends a request in a client transaction; ACK is sent without one and has no outcome. */
    SentRequest send(DialogRequest request, RequestOutcome outcome);

    /** The Contact URI of a listener, e.g. {@code <sip:192.0.2.1:5060>}. */
    String contact(ListenAddress listener);

    /** Whether no message waits or is being taken in. */
    boolean idle();

    @Override
    void close();
}

package io.ringflow.bench.load;

import java.util.function.LongConsumer;

/** The RTP port of one call, as its signalling sees it. */
interface Media {

    /** Our address as the server is told it. */
    String host();

    int port();

    /** Counts from now on; tells the time of arrival of the first packet, on a thread of its own. */
    void listen(LongConsumer onFirstPacket);

    /** The server has answered. */
    void connect(AudioDescription answer);

    /** No more is sent or counted; the port is given back. */
    void close();
}

package io.ringflow.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/** One RTP port with its two halves. Lives as long as the tool; lent to one call after the other. */
final class Stream implements AutoCloseable {

    private static final int BUFFER_OCTETS = 1 << 18;

    private final DatagramChannel channel;
    private final int port;
    private final Sender sender;
    private final Arrivals arrivals = new Arrivals();

    Stream(String host) throws IOException {
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
        channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        sender = new Sender(channel);
    }

    DatagramChannel channel() {
        return channel;
    }

    int port() {
        return port;
    }

    Sender sender() {
        return sender;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

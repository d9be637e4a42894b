package io.ringflow.testkit.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** The upper port of a pair for RTP and RTCP, held as another process would hold it; the lower one was free. */
public final class TakenPort implements AutoCloseable {
    private final DatagramChannel upper;
    private final int lower;

    private TakenPort(DatagramChannel upper, int lower) {
        this.upper = upper;
        this.lower = lower;
    }

    /** Takes one that the system says is free. */
    public static TakenPort aboveAFreeOne(InetAddress address) throws IOException {
        while (true) {
            DatagramChannel upper = DatagramChannel.open();
            try (DatagramChannel even = DatagramChannel.open().bind(new InetSocketAddress(address, 0))) {
                int port = even.socket().getLocalPort();
                if (port % 2 == 0) {
                    upper.bind(new InetSocketAddress(address, port + 1));
                    return new TakenPort(upper, port);
                }
            } catch (BindException e) {
                // somebody has it: another pair
            }
            upper.close();
        }
    }

    /** The even port below it. */
    public int lower() {
        return lower;
    }

    @Override
    public void close() throws IOException {
        upper.close();
    }
}

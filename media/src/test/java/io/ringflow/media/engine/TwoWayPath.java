package io.ringflow.media.engine;

import io.ringflow.media.FarEnd;
import io.ringflow.testkit.net.LossRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A network between two sessions: each speaks to a port of its own, and what is not lost comes from the other one. */
final class TwoWayPath implements AutoCloseable {
    private final DatagramChannel callers = open();
    private final DatagramChannel callees = open();
    private final ByteBuffer packet = ByteBuffer.allocate(2_048);
    private final LossRule rule;

    private InetSocketAddress caller = new InetSocketAddress(0);
    private InetSocketAddress callee = new InetSocketAddress(0);
    private long passed;

    /** @param rule for what the caller sends; the other way everything passes */
    TwoWayPath(LossRule rule) {
        this.rule = rule;
    }

    private static DatagramChannel open() {
        try {
            DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The caller's description, as the callee gets it. */
    String fromCaller(String sdp) {
        caller = FarEnd.portOf(sdp);
        return moved(sdp, callees);
    }

    String fromCallee(String sdp) {
        callee = FarEnd.portOf(sdp);
        return moved(sdp, callers);
    }

    private static String moved(String sdp, DatagramChannel to) {
        return sdp.replaceAll("m=audio \\d+", "m=audio " + to.socket().getLocalPort());
    }

    /** Brings over what has been sent. */
    void carry() {
        try {
            while (callers.receive(packet.clear()) != null) {
                boolean lost = rule.judge(packet.array(), passed++).copies() == 0;
                if (!lost) {
                    callees.send(packet.flip(), callee);
                }
            }
            while (callees.receive(packet.clear()) != null) {
                callers.send(packet.flip(), caller);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            callers.close();
            callees.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

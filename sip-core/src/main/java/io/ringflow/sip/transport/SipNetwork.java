package io.ringflow.sip.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All listeners of one endpoint and the event loop they share. Owned by the stack. */
public final class SipNetwork implements AutoCloseable {
    private final EventLoopGroup loops;
    private final List<NetworkListener> listeners = new ArrayList<>();

    private SipNetwork() {
        this.loops =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("sip-io", true), NioIoHandler.newFactory());
    }

    /** Binds every listener; all or, with an exception, none. */
    public static SipNetwork open(
            SipConfig config, ScheduledExecutorService timers, MessageReceiver receiver, SipObserver observer) {
        var network = new SipNetwork();
        try {
            for (ListenAddress wanted : config.listeners()) {
                network.listeners.add(
                        wanted.transport() == Transport.UDP
                                ? new UdpListener(network.loops, wanted, config.limits(), receiver, observer)
                                : new StreamListener(
                                        network.loops, wanted, config.limits(), timers, receiver, observer));
            }
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    public List<NetworkListener> listeners() {
        return List.copyOf(listeners);
    }

    @Override
    public void close() {
        listeners.forEach(NetworkListener::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

package io.ringflow.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.SipObserver.Refusal;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** A bound stream socket with its connections, accepted and opened. Thread-safe. */
final class StreamListener implements NetworkListener {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 1_024;
    /** A peer that doesn't read is cut off here. */
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private final EventLoopGroup loops;
    private final Limits limits;
    private final MessageReceiver receiver;
    private final SipObserver observer;
    private final ScheduledExecutorService timers;
    private final Connections connections;
    private final Channel channel;
    private final ListenAddress address;
    private final ListenAddress bound;

    StreamListener(
            EventLoopGroup loops,
            ListenAddress wanted,
            Limits limits,
            ScheduledExecutorService timers,
            MessageReceiver receiver,
            SipObserver observer) {
        this.loops = loops;
        this.limits = limits;
        this.timers = timers;
        this.receiver = receiver;
        this.observer = observer;
        this.connections = new Connections(limits);
        this.bound = wanted;
        var bind = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                })
                .bind(wanted.bind(), wanted.port())
                .awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw SipFailure.listening(wanted, bind.cause());
        }
        this.channel = bind.channel();
        this.address = LocalAddress.told(wanted, ((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public ListenAddress address() {
        return address;
    }

    @Override
    public Optional<Flow> openFlowTo(InetSocketAddress peer) {
        return connections.find(peer).filter(StreamConnection::isOpen).map(Flow.class::cast);
    }

    @Override
    public Flow flowTo(InetSocketAddress peer) {
        // one connection for all that want to send at this moment: the first sends of many share one connect
        return connections.findOrOpen(peer, () -> connect(peer));
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        connections.closeAll();
    }

    Limits limits() {
        return limits;
    }

    MessageReceiver receiver() {
        return receiver;
    }

    SipObserver observer() {
        return observer;
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    Connections connections() {
        return connections;
    }

    private void accept(SocketChannel accepted) {
        InetSocketAddress peer = accepted.remoteAddress();
        if (peer == null) {
            accepted.close();
            return;
        }
        var connection = new StreamConnection(this, peer, accepted, Optional.empty());
        if (connections.admit(connection)) {
            accepted.pipeline().addLast(connection);
        } else {
            receiver.onRefused(Refusal.CONNECTION_LIMIT, peer);
            accepted.close();
        }
    }

    private StreamConnection connect(InetSocketAddress peer) {
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {}
                })
                .connect(peer, new InetSocketAddress(bound.bind(), 0));
        return new StreamConnection(this, peer, connecting.channel(), Optional.of(connecting));
    }
}

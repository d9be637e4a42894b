package io.ringflow.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.Transport;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bound datagram socket. No datagram, and no fault in what handles it, ends it. Thread-safe. */
final class UdpListener implements NetworkListener {
    private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);
    private static final int LARGEST_DATAGRAM = 65_535;
    /** Then connections have their turn. */
    private static final int DATAGRAMS_A_ROUND = 64;

    private static final int SOCKET_BUFFER = 4 << 20;

    private final Limits limits;
    private final MessageReceiver receiver;
    private final SipObserver observer;
    private final DatagramChannel socket;
    private final Channel channel;
    private final ListenAddress address;

    UdpListener(
            EventLoopGroup loops, ListenAddress wanted, Limits limits, MessageReceiver receiver, SipObserver observer) {
        this.limits = limits;
        this.receiver = receiver;
        this.observer = observer;
        this.socket = open(wanted);
        var bind = new Bootstrap()
                .group(loops)
                .channelFactory(() -> new NioDatagramChannel(socket))
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(LARGEST_DATAGRAM).maxMessagesPerRead(DATAGRAMS_A_ROUND))
                .handler(new Inbound())
                .bind(wanted.bind(), wanted.port())
                .awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw SipFailure.listening(wanted, bind.cause());
        }
        this.channel = bind.channel();
        this.address = LocalAddress.told(wanted, ((InetSocketAddress) channel.localAddress()).getPort());
    }

    private static DatagramChannel open(ListenAddress wanted) {
        try {
            return DatagramChannel.open(
                    wanted.bind() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        } catch (IOException e) {
            throw SipFailure.listening(wanted, e);
        }
    }

    @Override
    public ListenAddress address() {
        return address;
    }

    @Override
    public Flow flowTo(InetSocketAddress peer) {
        return new UdpFlow(peer);
    }

    @Override
    public Optional<Flow> openFlowTo(InetSocketAddress peer) {
        return Optional.of(new UdpFlow(peer));
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }

    /** Hears datagrams on the event loop. */
    private final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            int length = packet.content().readableBytes();
            if (length > limits.udpBytes()) {
                receiver.onRefused(Refusal.TOO_LARGE, packet.sender());
                return;
            }
            byte[] octets = new byte[length];
            packet.content().readBytes(octets);
            observer.messageReceived(Transport.UDP, length);
            receiver.onMessage(octets, UdpListener.this, new UdpFlow(packet.sender()));
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            receiver.onPause();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.warn("a datagram could not be handled: {}", cause.toString());
        }
    }

    /** Datagrams to one address. */
    private final class UdpFlow implements Flow {
        private final InetSocketAddress peer;

        UdpFlow(InetSocketAddress peer) {
            this.peer = peer;
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
            return channel.isOpen();
        }

        @Override
        public void send(byte[] message, Consumer<Throwable> failed) {
            observer.messageSent(Transport.UDP, message.length);
            try {
                // By the thread at hand: a hop to the event loop costs more than the system call.
                if (socket.send(ByteBuffer.wrap(message), peer) == 0) {
                    sendLater(message, failed);
                }
            } catch (IOException | UnsupportedAddressTypeException e) {
                failed.accept(e);
            }
        }

        /** The kernel has no room: the event loop waits for it. */
        private void sendLater(byte[] message, Consumer<Throwable> failed) {
            channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), peer))
                    .addListener(sent -> {
                        if (!sent.isSuccess()) {
                            failed.accept(sent.cause());
                        }
                    });
        }

        @Override
        public void closeAfter(byte[] lastMessage) {
            send(lastMessage, cause -> LOG.debug("answer to {} not sent: {}", peer, cause.toString()));
        }
    }
}

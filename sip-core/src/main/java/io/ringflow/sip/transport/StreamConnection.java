package io.ringflow.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: frames what is read, keeps its three deadlines (first octet, whole message, idle), writes in order.
 * Reading and deadlines are owned by the event loop; sending may be asked for on any thread, also while it connects.
 */
final class StreamConnection extends ChannelInboundHandlerAdapter implements Flow {
    private static final byte[] PONG = {'\r', '\n'};

    private static final int LINGER_MILLIS = 200;

    private final StreamListener listener;
    private final InetSocketAddress peer;
    private final Channel channel;
    private final Optional<ChannelFuture> connecting;
    private final StreamFramer framer;

    private Phase phase = Phase.NEW;
    private @Nullable Future<?> deadline;
    private boolean deaf;
    private Duration idle;

    /** Which deadline runs. */
    private enum Phase {
        NEW,
        FIRST_BYTE,
        WHOLE_MESSAGE,
        IDLE
    }

    StreamConnection(
            StreamListener listener, InetSocketAddress peer, Channel channel, Optional<ChannelFuture> connecting) {
        this.listener = listener;
        this.peer = peer;
        this.channel = channel;
        this.connecting = connecting;
        this.framer = new StreamFramer(listener.limits().streamBytes());
        this.idle = listener.limits().idle();
    }

    /** For a connection of our own: takes part in the channel's life as soon as it is connected. */
    void begin() {
        connecting.ifPresent(future -> future.addListener((ChannelFutureListener) done -> {
            if (done.isSuccess()) {
                channel.pipeline().addLast(this);
                enter(Phase.IDLE);
            } else {
                listener.connections().remove(this);
            }
        }));
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    /** Open, or on the way to be. Asked in this order, as it opens while it is asked. */
    boolean isUsable() {
        return connecting.map(future -> !future.isDone()).orElse(false) || channel.isActive();
    }

    @Override
    public void send(byte[] message, Consumer<Throwable> failed) {
        if (connecting.isEmpty() || connecting.get().isSuccess()) {
            write(message, failed);
            return;
        }
        // the messages of a new connection wait for it here, in order
        connecting.get().addListener(done -> {
            if (done.isSuccess()) {
                write(message, failed);
            } else {
                failed.accept(done.cause());
            }
        });
    }

    @Override
    public void keep(Duration silence) {
        channel.eventLoop().execute(() -> {
            Duration least = listener.limits().idle();
            idle = silence.compareTo(least) > 0 ? silence : least;
            if (phase == Phase.IDLE && channel.isOpen()) {
                enter(Phase.IDLE);
            }
        });
    }

    @Override
    public void closeAfter(byte[] lastMessage) {
        channel.eventLoop().execute(() -> deaf = true);
        // answers to earlier messages may still be on their way from the workers
        Future<?> end = listener.timers().schedule(this::close, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
        channel.writeAndFlush(Unpooled.wrappedBuffer(lastMessage));
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        enter(Phase.FIRST_BYTE);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        listener.connections().remove(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            int octets = deaf ? 0 : in.readableBytes();
            framer.reserve(octets);
            in.readBytes(framer.array(), framer.end(), octets);
            framer.written(octets);
        } finally {
            in.release();
        }
        if (!deaf) {
            consume();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        listener.receiver().onPause();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void consume() {
        boolean more = !deaf;
        while (more) {
            more = switch (framer.next()) {
                case StreamFramer.Frame.Whole(byte[] octets) -> {
                    listener.observer().messageReceived(Transport.TCP, octets.length);
                    enter(Phase.IDLE);
                    listener.receiver().onMessage(octets, listener, this);
                    yield !deaf;
                }
                case StreamFramer.Frame.Ping() -> {
                    enter(Phase.IDLE);
                    channel.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                    yield true;
                }
                case StreamFramer.Frame.Partial() -> {
                    if (phase != Phase.WHOLE_MESSAGE) {
                        enter(Phase.WHOLE_MESSAGE);
                    }
                    yield false;
                }
                case StreamFramer.Frame.Nothing() -> {
                    if (phase == Phase.FIRST_BYTE) {
                        enter(Phase.IDLE);
                    }
                    yield false;
                }
                case StreamFramer.Frame.Broken(byte[] head, int status) -> {
                    deaf = true;
                    listener.receiver().onBroken(head, status, listener, this);
                    yield false;
                }
            };
        }
    }

    private void write(byte[] message, Consumer<Throwable> failed) {
        if (!channel.isWritable()) {
            failed.accept(new IOException("connection is closed or its peer doesn't read"));
            channel.close();
            return;
        }
        listener.observer().messageSent(Transport.TCP, message.length);
        channel.writeAndFlush(Unpooled.wrappedBuffer(message)).addListener(sent -> {
            if (!sent.isSuccess()) {
                failed.accept(sent.cause());
            }
        });
    }

    private void enter(Phase next) {
        Limits limits = listener.limits();
        disarm();
        phase = next;
        Duration allowed =
                switch (next) {
                    case FIRST_BYTE -> limits.firstByte();
                    case WHOLE_MESSAGE -> limits.wholeMessage();
                    case NEW, IDLE -> idle;
                };
        deadline = listener.timers().schedule(this::expire, allowed.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        Future<?> armed = deadline;
        if (armed != null) {
            armed.cancel(false);
            deadline = null;
        }
    }

    private void expire() {
        if (channel.isOpen()) {
            listener.receiver().onRefused(Refusal.IDLE_CONNECTION, peer);
            channel.close();
        }
    }
}

package io.ringflow.testkit.flow;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An application server that a test leads. It listens on a loopback port of its own and remembers every request.
 *
 * <p>A request is answered by, in this order: the reply set for its name by {@link #on}; the handler of
 * {@link #handle}; for {@code stopservice}, {@code <CmdNone/>}; the next reply of {@link #enqueue}. When the queue is
 * empty the request waits for the test to enqueue its answer, and counts as {@link #held} until then.
 */
public final class FlowServer implements AutoCloseable {
    private final Map<String, FlowReply> byName = new ConcurrentHashMap<>();
    private final BlockingQueue<FlowReply> replies = new LinkedBlockingQueue<>();
    private final BlockingQueue<FlowRequest> untaken = new LinkedBlockingQueue<>();
    private final List<FlowRequest> all = new CopyOnWriteArrayList<>();
    private final Set<FlowConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    private volatile @Nullable Function<FlowRequest, FlowReply> handler;
    private volatile ServerSocket listener;
    private volatile Thread acceptor;

    private FlowServer(ServerSocket listener) {
        this.listener = listener;
        this.acceptor = accept(listener);
    }

    /** A server on a free loopback port. */
    public static FlowServer start() {
        return new FlowServer(bind(0));
    }

    /** The application's address, with a slash at its end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** The address of another path on this server. */
    public URI uri(String path) {
        return uri().resolve(path);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Answers the next request with 200 and this document. */
    public FlowServer enqueue(String xml) {
        return enqueue(FlowReply.xml(xml));
    }

    public FlowServer enqueue(FlowReply reply) {
        replies.add(reply);
        return this;
    }

    /** Answers every request whose path, or its last part, is this, until told otherwise. */
    public FlowServer on(String name, FlowReply reply) {
        byName.put(name, reply);
        return this;
    }

    public FlowServer on(String name, String xml) {
        return on(name, FlowReply.xml(xml));
    }

    /** Answers every request by a function, which may not block. */
    public FlowServer handle(Function<FlowRequest, FlowReply> function) {
        handler = function;
        return this;
    }

    /** The next request not yet taken; fails when none comes within five real seconds. */
    public FlowRequest takeRequest() {
        return takeRequest(Duration.ofSeconds(5));
    }

    public FlowRequest takeRequest(Duration patience) {
        try {
            var request = untaken.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (request == null) {
                throw new AssertionError("no request within " + patience + "; so far: " + all);
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a request", e);
        }
    }

    /** The next request not yet taken, if it has come. */
    public Optional<FlowRequest> pollRequest() {
        return Optional.ofNullable(untaken.poll());
    }

    /** Every request so far, taken or not. */
    public List<FlowRequest> requests() {
        return List.copyOf(all);
    }

    /** How many requests are deliberately unanswered just now: hanging, dripping, late, or without an answer queued. */
    public int held() {
        return held.get();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** How many connections were accepted in all: fewer than requests when they are kept alive. */
    public int accepted() {
        return accepted.get();
    }

    /** Closes the port and every connection: whoever comes is refused, until {@link #listen}. */
    public void refuse() {
        close(listener);
        try {
            acceptor.join(); // the kernel closes the port only when the thread has left accept()
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while closing the port", e);
        }
        connections.forEach(FlowServer::close);
    }

    /** Opens the same port again. */
    public void listen() {
        listener = bind(port());
        acceptor = accept(listener);
    }

    /** Ends the connections, also those with a held request, and goes on listening. */
    public void dropConnections() {
        connections.forEach(FlowServer::close);
    }

    @Override
    public void close() {
        refuse();
    }

    FlowReply replyTo(FlowRequest request) throws InterruptedException {
        var named = byName.getOrDefault(request.path(), byName.get(request.name()));
        if (named != null) {
            return named;
        }
        var function = handler;
        if (function != null) {
            return function.apply(request);
        }
        if (request.name().equals("stopservice")) {
            return FlowReply.response("<CmdNone/>");
        }
        var queued = replies.poll();
        if (queued != null) {
            return queued;
        }
        held.incrementAndGet();
        try {
            return replies.take();
        } finally {
            held.decrementAndGet();
        }
    }

    void seen(FlowRequest request) {
        all.add(request);
        untaken.add(request);
    }

    void hold(int change) {
        held.addAndGet(change);
    }

    void ended(FlowConnection connection) {
        connections.remove(connection);
    }

    private Thread accept(ServerSocket socket) {
        return Thread.ofVirtual().name("flow-server-" + socket.getLocalPort()).start(() -> {
            try {
                for (Socket client = socket.accept(); ; client = socket.accept()) {
                    accepted.incrementAndGet();
                    var connection = new FlowConnection(this, client);
                    connections.add(connection);
                    connection.start();
                    if (socket.isClosed()) {
                        close(connection);
                    }
                }
            } catch (IOException closed) {
                // The port was closed: the only way out.
            }
        });
    }

    private static ServerSocket bind(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

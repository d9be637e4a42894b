package io.ringflow.testkit.flow;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection to the application server, kept alive until a reply ends it. Owned by its virtual thread. */
final class FlowConnection implements Closeable {
    private final FlowServer server;
    private final Socket socket;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    FlowConnection(FlowServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
        this.thread =
                Thread.ofVirtual().name("flow-connection-" + socket.getPort()).unstarted(this::serve);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        thread.interrupt();
    }

    private void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            var writer = new ReplyWriter(socket.getOutputStream(), this::hold);
            for (Optional<FlowRequest> next = FlowRequest.read(in); next.isPresent(); next = FlowRequest.read(in)) {
                var request = next.get();
                server.seen(request);
                var reply = server.replyTo(request);
                boolean asksToClose = request.header("Connection")
                        .filter("close"::equalsIgnoreCase)
                        .isPresent();
                if (!writer.write(reply) || asksToClose) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The client or the test ended the connection: what a misbehaving server sees all day.
        } finally {
            server.ended(this);
        }
    }

    private void hold(Duration time) throws IOException {
        server.hold(1);
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server was closed");
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } finally {
            server.hold(-1);
        }
    }
}

package io.ringflow.testkit.sip;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SIP over connections: those made to a peer, and those it makes. */
final class TcpWire implements SipWire {
    private final ServerSocket listener;
    private final Arrivals arrivals;
    private final Thread acceptor;
    private final Map<InetSocketAddress, Socket> connections = new ConcurrentHashMap<>();

    TcpWire(InetAddress bind, Arrivals arrivals) throws IOException {
        this.arrivals = arrivals;
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(bind, 0));
        acceptor = Thread.ofVirtual()
                .name("sip-peer-tcp-" + listener.getLocalPort())
                .start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                serve(socket, (InetSocketAddress) socket.getRemoteSocketAddress());
            }
        } catch (IOException closed) {
            // The peer was closed.
        }
    }

    private void serve(Socket socket, InetSocketAddress remote) throws IOException {
        socket.setTcpNoDelay(true);
        connections.put(remote, socket);
        Thread.ofVirtual().name("sip-peer-tcp-" + remote.getPort()).start(() -> {
            try (socket) {
                var in = new BufferedInputStream(socket.getInputStream());
                for (var message = read(in); message.length > 0; message = read(in)) {
                    arrivals.arrived(message, remote);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    arrivals.broken(e);
                }
            } finally {
                connections.remove(remote, socket);
            }
        });
    }

    /** One message framed by its Content-Length, or nothing at the end of the connection. */
    private static byte[] read(InputStream in) throws IOException {
        var message = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            boolean keepAlive = message.size() == 0 && (octet == '\r' || octet == '\n'); // RFC 5626 §3.5.1
            if (!keepAlive) {
                message.write(octet);
            }
            if (octet == '\n' && message.size() > 4) {
                byte[] head = message.toByteArray();
                if (SipText.headEnd(head, head.length) == head.length) {
                    var length = SipText.parse(head).header("Content-Length");
                    message.writeBytes(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)));
                    return message.toByteArray();
                }
            }
        }
        return new byte[0];
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) throws IOException {
        var socket = connections.get(to);
        if (socket == null) {
            socket = new Socket();
            socket.connect(to, 5_000);
            serve(socket, to);
        }
        var out = socket.getOutputStream();
        synchronized (socket) {
            out.write(message);
            out.flush();
        }
    }

    /** Ends every connection, as a restarted peer would; new ones can be made. */
    void dropConnections() throws IOException {
        for (var socket : connections.values()) {
            socket.close();
        }
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public String protocol() {
        return "TCP";
    }

    @Override
    public void close() {
        try {
            listener.close();
            SipWire.join(acceptor);
            dropConnections();
        } catch (IOException e) {
            throw new AssertionError("a socket could not be closed", e);
        }
    }
}

package io.ringflow.bench.measure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 with connections kept, as cheap as can be: each request is answered by its target alone. */
final class HttpAnswers implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final Answers answers;

    /** What is answered. On the connection's own virtual thread. */
    @FunctionalInterface
    interface Answers {

        byte[] to(Question question) throws InterruptedException;
    }

    /**
     * What is asked.
     *
     * @param target of the request line, as in {@code /menu/startservice?callid=1}; empty: the connection has ended
     * @param requestId of the header {@code X-Request-Id}; empty without one
     */
    record Question(String target, String requestId) {

        /** The path, without a slash at its end. */
        String place() {
            return HttpAnswers.place(target);
        }

        /** A parameter as it is written; empty without one. */
        String parameter(String name) {
            int query = target.indexOf('?');
            if (query < 0) return "";
            for (String pair : target.substring(query + 1).split("&", -1)) {
                if (pair.startsWith(name + "=")) return pair.substring(name.length() + 1);
            }
            return "";
        }
    }

    HttpAnswers(Answers answers) throws IOException {
        this.answers = answers;
        Thread.ofPlatform().name("app").daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** A whole answer: status line, headers, document. */
    static byte[] document(String commands) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + commands + "</Response>";
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** The path of a target, without a slash at its end. */
    static String place(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // closed, or a connection that broke before it began
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream(), 4096);
            for (Question asked = request(in); !asked.target().isEmpty(); asked = request(in)) {
                connection.getOutputStream().write(answers.to(asked));
            }
        } catch (IOException e) {
            // the far end has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Question request(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        String id = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "x-request-id:", 0, 13))
                id = header.substring(13).strip();
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip().toLowerCase(Locale.ROOT));
            }
        }
        in.skipNBytes(length);
        int from = first.indexOf(' ');
        int to = first.indexOf(' ', from + 1);
        return new Question(to < 0 ? "" : first.substring(from + 1, to), id);
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder(96);
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') text.append((char) octet);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

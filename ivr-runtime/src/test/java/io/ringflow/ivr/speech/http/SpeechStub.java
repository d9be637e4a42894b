package io.ringflow.ivr.speech.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A speech service on loopback that a test leads: what its answer consists of is written octet by octet by the test. Each
 * connection serves one request.
 */
public final class SpeechStub implements AutoCloseable {

    /** Writes an answer; the connection is closed behind it. */
    @FunctionalInterface
    public interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    public final List<String> heads = new CopyOnWriteArrayList<>();
    public final List<String> bodies = new CopyOnWriteArrayList<>();

    private final ServerSocket listener;
    private final Function<String, Answer> answers;

    public SpeechStub(Answer answer) {
        this(_ -> answer);
    }

    /** @param answers what each body is answered with */
    public static SpeechStub answering(Function<String, Answer> answers) {
        return new SpeechStub(answers);
    }

    private SpeechStub(Function<String, Answer> answers) {
        this.answers = answers;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    public static void head(OutputStream out, String status, String... headers) throws IOException {
        var text = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static void chunk(OutputStream out, byte[] part) throws IOException {
        out.write((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(part);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var head = head(in);
            heads.add(head);
            int length = head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            bodies.add(body);
            answers.apply(body).write(socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException | InterruptedException _) {
            // the other side has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) throw new IOException("no head");
            head.append((char) octet);
        }
        return head.toString();
    }
}

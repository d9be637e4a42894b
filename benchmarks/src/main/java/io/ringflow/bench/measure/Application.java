package io.ringflow.bench.measure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The application of the benchmarks, as cheap as can be: canned documents over HTTP/1.1 with connections kept. It runs in
 * a process of its own, so that what it costs is no cost of the server's.
 */
final class Application implements AutoCloseable {

    /** Numbers it answers for, by the path of its URL. */
    static final Map<String, String> NUMBERS =
            Map.of("prompt", "1000", "menu", "2000", "slow", "3000", "journey", "4000");

    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final int BACKLOG = 4096;
    private static final byte[] PROMPT = answer("<Play loop=\"-1\">prompt.wav</Play>");
    private static final byte[] FIRST_MENU = answer(menu("second", "a.wav"));
    private static final byte[] SECOND_MENU = answer(menu("first", "b.wav"));
    private static final byte[] JOURNEY =
            answer("<Get action=\"chosen\" numdigits=\"1\" timeout=\"10\"><Play>short.wav</Play></Get>");
    private static final byte[] GOODBYE = answer("<Hangup/>");
    private static final byte[] NOTHING = answer("<CmdNone/>");

    private final ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());

    Application() throws IOException {
        Thread.ofPlatform().name("app").daemon().start(this::accept);
    }

    /** Tells its port on standard output, lives until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (var application = new Application()) {
            System.out.println(application.port());
            while (System.in.read() >= 0) {}
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private static String menu(String next, String prompt) {
        return "<Get action=\"" + next + "\" numdigits=\"1\" timeout=\"60\"><Play loop=\"-1\">" + prompt
                + "</Play></Get>";
    }

    private static byte[] answer(String commands) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + commands + "</Response>";
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param target of a request line, as in {@code /menu/startservice?callid=1} */
    static byte[] answerTo(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String place = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return switch (place) {
            case "/prompt/startservice", "/slow/startservice" -> PROMPT;
            case "/menu/startservice", "/menu/first" -> FIRST_MENU;
            case "/menu/second" -> SECOND_MENU;
            case "/journey/startservice" -> JOURNEY;
            case "/journey/chosen" -> GOODBYE;
            default -> NOTHING;
        };
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

    private static void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream(), 4096);
            for (String target = request(in); !target.isEmpty(); target = request(in)) {
                if (target.startsWith("/slow/startservice")) Thread.sleep(SLOW);
                connection.getOutputStream().write(answerTo(target));
            }
        } catch (IOException e) {
            // the far end has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads one request; its target, empty at the end. */
    private static String request(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip().toLowerCase(Locale.ROOT));
            }
        }
        in.skipNBytes(length);
        int from = first.indexOf(' ');
        int to = first.indexOf(' ', from + 1);
        return to < 0 ? "" : first.substring(from + 1, to);
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

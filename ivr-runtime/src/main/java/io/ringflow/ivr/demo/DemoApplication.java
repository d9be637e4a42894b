package io.ringflow.ivr.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A menu as an application server: a question with a timeout, a second question, a thank-you, a goodbye. It keeps no
 * state: the URL that is asked says where in the flow the call is. Dial 100 for English, 101 for Chinese.
 *
 * <p>{@code docs/examples/menu-node} is the same flow in Node.js, the one to copy from.
 */
public final class DemoApplication implements AutoCloseable {

    private static final String NOTHING_TO_DO = "<CmdNone/>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private DemoApplication(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of the loopback address. */
    public static DemoApplication start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        var demo = new DemoApplication(server);
        server.setExecutor(demo.threads);
        server.createContext("/", demo::answer);
        server.start();
        return demo;
    }

    /** The URL to register. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What is said at a place of the flow: the heart of every application. */
    static String commandsFor(String place, Map<String, String> call) {
        String dialled = call.getOrDefault("to", "");
        String language = call.getOrDefault("language", dialled.equals("101") ? "zh" : "en");
        return switch (place) {
            case "startservice" -> """
                <Get action="menu?language=%1$s" numdigits="1" timeout="5"><Play>%1$s/welcome.wav</Play></Get>
                <Play>%1$s/timeout.wav</Play>
                <Redirect>gettimeout?language=%1$s</Redirect>""".formatted(language);
            case "gettimeout" -> """
                <Get action="menu?language=%1$s" numdigits="1" timeout="5"><Play>%1$s/again.wav</Play></Get>
                <Play>%1$s/goodbye.wav</Play>
                <Hangup/>""".formatted(language);
            case "menu" ->
                "2".equals(call.get("digits"))
                        ? "<Redirect>again?language=%s</Redirect>".formatted(language)
                        : "<Play>%s/thanks.wav</Play>\n<Hangup/>".formatted(language);
            case "again" -> """
                <Get action="menu?language=%1$s" numdigits="1" timeout="5"><Play>%1$s/welcome.wav</Play></Get>
                <Play>%1$s/goodbye.wav</Play>
                <Hangup/>""".formatted(language);
            default -> NOTHING_TO_DO;
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String place = path.replaceAll("^/+|/+$", "");
            String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n"
                    + commandsFor(place, parameters(exchange.getRequestURI())) + "\n</Response>\n";
            byte[] body = xml.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> parameters(URI uri) {
        var parameters = new HashMap<String, String>();
        String query = uri.getRawQuery();
        if (query == null) return parameters;
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

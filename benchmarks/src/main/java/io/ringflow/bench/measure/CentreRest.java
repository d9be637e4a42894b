package io.ringflow.bench.measure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What the centre's application asks of the server: operations of the REST interface, by a bearer key. Thread-safe. */
final class CentreRest implements AutoCloseable {

    private static final String SID = "8a48b5514f4fc588014f5d3b1c2a0b11";
    private static final String KEY = "a-key-of-the-benchmark";

    /** A line of the server's configuration that lets it ask. */
    static final String SETTING = "rest { port = 0, accounts = [{ name = bench, sid = \"" + SID + "\", api-key = \""
            + KEY + "\", applications = [\"*\"] }] }";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern STATUS = Pattern.compile("<statusCode>(\\d+)</statusCode>");

    private static final Pattern STATE = Pattern.compile("<state>(\\d)</state>");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String application;

    private volatile CompletableFuture<Integer> port = new CompletableFuture<>();

    /** @param application id of the one it asks for */
    CentreRest(String application) {
        this.application = application;
    }

    /** The server is there, or there again. */
    void at(int restPort) {
        port.complete(restPort);
    }

    /** The server is not there: whoever asks waits until it is again. */
    void away() {
        port = new CompletableFuture<>();
    }

    private String root() throws IOException {
        try {
            return "http://127.0.0.1:" + port.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** @param operation an element; also the path, in small letters */
    String ask(String operation, String attributes) throws IOException {
        String body = "<Request><Appid>" + application + "</Appid><" + operation + " " + attributes + "/></Request>";
        String path = operation.toLowerCase(java.util.Locale.ROOT);
        var request = HttpRequest.newBuilder(URI.create(root() + "/2013-12-26/Accounts/" + SID + "/ivr/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + KEY)
                .header("Accept", "application/xml")
                .header("Content-Type", "application/xml;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /**
     * What happens in the call centre from now on, without end, as server-sent events.
     *
     * @throws IOException nobody answers, or not so
     */
    InputStream events() throws IOException {
        var request = HttpRequest.newBuilder(URI.create(root() + "/v1/events?application=" + application))
                .header("Authorization", "Bearer " + KEY)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) return answer.body();
            answer.body().close();
            throw new IOException("events: " + answer.statusCode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** {@link #ask}, where anything but success is the end of the benchmark. */
    void must(String operation, String attributes) throws IOException {
        String answer = ask(operation, attributes);
        if (!status(answer).equals("000000")) throw new IOException(operation + " " + attributes + ": " + answer);
    }

    /** The six digits of an answer. */
    static String status(String answer) {
        var found = STATUS.matcher(answer);
        return found.find() ? found.group(1) : "none";
    }

    /** The states of the agents that an answer tells of. */
    static List<String> states(String answer) {
        return STATE.matcher(answer).results().map(found -> found.group(1)).toList();
    }

    /** Events are read no more. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}

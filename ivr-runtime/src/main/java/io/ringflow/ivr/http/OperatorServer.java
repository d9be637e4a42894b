package io.ringflow.ivr.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Our HTTP server. Its own part is the operator's view: {@code /health}, {@code /metrics}, {@code /calls}, {@code
 * /calls/{id}}, which only reads; others add theirs. Handlers run on virtual threads.
 */
public final class OperatorServer implements AutoCloseable {

    private static final int MOST_CALLS = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final Supplier<String> metrics;
    private final HealthView health;
    private final CallView calls;
    private final WebServer server;

    private OperatorServer(
            InetAddress host,
            int port,
            Supplier<String> metrics,
            HealthView health,
            CallView calls,
            HttpRoutes... more) {
        this.metrics = metrics;
        this.health = health;
        this.calls = calls;
        HttpPort.mustBeFree(host, port);
        this.server = WebServer.builder()
                .address(host)
                .port(port)
                .shutdownHook(false)
                .routing(routing -> {
                    routes(routing);
                    for (var part : more) part.addTo(routing);
                })
                .build()
                .start();
        if (!server.isRunning()) throw HttpPort.unavailable(host, port);
    }

    /**
     * Starts serving.
     *
     * @param port 0 for any free one
     * @param more what is served beside the operator's view
     * @throws IllegalStateException the port is taken
     */
    public static OperatorServer start(
            InetAddress host,
            int port,
            Supplier<String> metrics,
            HealthView health,
            CallView calls,
            HttpRoutes... more) {
        return new OperatorServer(host, port, metrics, health, calls, more);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void routes(HttpRouting.Builder routing) {
        routing.get("/", this::index)
                .get("/health", this::health)
                .get("/metrics", this::metrics)
                .get("/calls", this::calls)
                .get("/calls/{id}", this::story);
    }

    private void index(ServerRequest request, ServerResponse response) {
        text(response, """
                Ringflow
                  /health        whether calls are taken, and how many there are
                  /metrics       for Prometheus
                  /calls         the calls of this moment
                  /calls/{id}    one call: what the application was asked, the SIP ladder, the media pipeline
                """);
    }

    private void health(ServerRequest request, ServerResponse response) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("status", health.accepting() ? "up" : "draining");
        facts.putAll(health.facts());
        response.status(health.accepting() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        json(response, facts);
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.send(metrics.get());
    }

    private void calls(ServerRequest request, ServerResponse response) {
        List<Map<String, Object>> lines =
                calls.calls(MOST_CALLS).stream().map(OperatorServer::fields).toList();
        json(response, lines);
    }

    private void story(ServerRequest request, ServerResponse response) {
        var story = calls.story(request.path().pathParameters().get("id"));
        if (story.isPresent()) {
            text(response, story.get());
        } else {
            response.status(Status.NOT_FOUND_404);
            text(response, "There is no such call now.\n");
        }
    }

    private static Map<String, Object> fields(CallView.Line call) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("callid", call.callId());
        fields.put("from", call.from());
        fields.put("to", call.to());
        fields.put("application", call.application());
        fields.put("since", call.since().toString());
        fields.put("answered", call.answered());
        return fields;
    }

    private void json(ServerResponse response, Object value) {
        try {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
            response.send(json.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void text(ServerResponse response, String text) {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        // What callers call themselves stands in it: a browser is not to take it for a page.
        response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        response.send(text);
    }
}

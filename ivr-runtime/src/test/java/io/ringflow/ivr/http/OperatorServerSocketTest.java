package io.ringflow.ivr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorServerSocketTest {

    private final OneCall view = new OneCall();
    private final OperatorServer server =
            OperatorServer.start(InetAddress.getLoopbackAddress(), 0, () -> "ringflow_x 1\n", view, view);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void healthIsUpWhileCallsAreTaken() {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\",\"calls\":1}");
    }

    @Test
    void healthIs503WhileDraining() {
        view.accepting = false;
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("\"draining\"");
    }

    @Test
    void metricsAreInPrometheusFormat() {
        assertThat(get("/metrics").body()).isEqualTo("ringflow_x 1\n");
        assertThat(get("/metrics").headers().firstValue("content-type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
    }

    @Test
    void aCallIsListedAndToldAsAStory() {
        assertThat(get("/calls").body()).contains("\"callid\":\"abc\"").contains("\"to\":\"100\"");
        assertThat(get("/calls/abc").body()).isEqualTo("the story");
    }

    /** Threat W16: markup in the name of a caller stays text. */
    @Test
    void noBrowserTakesWhatCallersSentForAPage() {
        for (var path : List.of("/calls", "/calls/abc", "/calls/none", "/health", "/")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("content-type").orElseThrow())
                    .as(path)
                    .matches("(application/json|text/plain).*");
            assertThat(headers.firstValue("x-content-type-options")).as(path).contains("nosniff");
        }
    }

    @Test
    void anUnknownCallOrPathIs404() {
        assertThat(get("/calls/none").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/calls/..%2f..%2fetc").statusCode()).isBetween(400, 404);
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        assertThatThrownBy(() ->
                        OperatorServer.start(InetAddress.getLoopbackAddress(), server.port(), () -> "", view, view))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("can't listen for HTTP at 127.0.0.1:" + server.port() + ": Address already in use");
    }

    private HttpResponse<String> get(String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + server.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A server with one call. */
    private static final class OneCall implements CallView, HealthView {
        private volatile boolean accepting = true;

        @Override
        public boolean accepting() {
            return accepting;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("calls", 1);
        }

        @Override
        public List<Line> calls(int limit) {
            return List.of(new Line("abc", "1001", "100", "demo", Instant.EPOCH, true));
        }

        @Override
        public Optional<String> story(String callId) {
            return callId.equals("abc") ? Optional.of("the story") : Optional.empty();
        }
    }
}

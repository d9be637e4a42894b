package io.ringflow.ivr.api;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.config.ServerConfig;
import io.ringflow.ivr.lab.ServerSettings;
import io.ringflow.ivr.queue.CallCentre;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** A real server without an application that answers, and a client of it. Closing stops both. */
final class ApiServer implements AutoCloseable {

    private final Clockwork time = Clockwork.real();
    private final ServerConfig config;
    private final Server server;
    private final ApiClient client;

    ApiServer(Path data) {
        config = new ServerSettings(data, URI.create("http://127.0.0.1:9/"))
                .with("rest.port", 0)
                .with("rest.accounts", ApiClient.ACCOUNTS)
                .another("foreign")
                .config();
        server = Server.start(config, time);
        client = new ApiClient(server.restPort().orElseThrow());
    }

    ApiClient client() {
        return client;
    }

    /** Id of the shop's application. */
    String application() {
        return config.applications().getFirst().id();
    }

    /** Id of that of somebody else. */
    String foreign() {
        return config.applications().getLast().id();
    }

    /** The call centre of the shop's application. */
    CallCentre centre() {
        return server.callCentres().of(config.applications().getFirst());
    }

    /** What the server shows Prometheus. */
    String metrics() {
        var metrics = URI.create("http://127.0.0.1:" + server.httpPort() + "/metrics");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.restPort().orElseThrow();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        time.timers().shutdownNow();
    }
}

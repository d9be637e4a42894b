package io.ringflow.ivr.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.ringflow.ivr.http.HttpRoutes;
import io.ringflow.ivr.http.Proxies;
import io.ringflow.ivr.rest.RestObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interface below {@code /v1} as HTTP has it. Handlers run on virtual threads. */
final class ApiPort implements HttpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ApiPort.class);
    private static final int LONGEST = 2_000;
    private static final HeaderName UNBUFFERED = HeaderNames.create("X-Accel-Buffering");

    private final ApiDesk desk;
    private final RestObserver observer;
    private final LongSupplier nanos;
    private final Proxies proxies;

    ApiPort(ApiDesk desk, RestObserver observer, LongSupplier nanos, Proxies proxies) {
        this.desk = desk;
        this.observer = observer;
        this.nanos = nanos;
        this.proxies = proxies;
    }

    @Override
    public void addTo(HttpRouting.Builder routing) {
        routing.any("/v1", this::serve).any("/v1/", this::serve).any("/v1/{+path}", this::serve);
    }

    private void serve(ServerRequest http, ServerResponse response) {
        long begun = nanos.getAsLong();
        var request = request(http);
        var done = desk.handle(request);
        try {
            send(request.address(), response, done, nanos.getAsLong() - begun);
        } finally {
            done.answer().stream().ifPresent(Reply.Stream::close);
        }
    }

    private void send(String address, ServerResponse response, ApiDesk.Done done, long took) {
        var answer = done.answer();
        LOG.info(
                "API {} of {} from {}: {} in {} ms, request {}",
                done.operation(),
                done.account().isEmpty() ? "nobody known" : done.account(),
                address,
                done.code(),
                took / 1_000_000,
                done.requestId());
        observer.answered(done.operation(), done.code(), took);
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        // What is left of a body that nobody wants to read.
        if (!answer.good()) response.header(HeaderValues.CONNECTION_CLOSE);
        if (answer.contentType().isEmpty()) {
            response.send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
        // Proxies that gather an answer would hold events back.
        if (answer.contentType().equals(Output.EVENTS)) response.header(UNBUFFERED, "no");
        if (answer.stream().isPresent()) stream(answer.stream().get(), response, done.requestId());
        else response.send(answer.body());
    }

    /** What breaks off is not closed, but cut: it must not look whole to the client. */
    private static void stream(Reply.Stream body, ServerResponse response, String requestId) {
        try {
            var out = response.outputStream();
            body.writeTo(out);
            out.close();
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("answer to request {} broke off: {}", requestId, gone.toString());
            throw new CloseConnectionException("answer to request " + requestId + " broke off", gone);
        }
    }

    private Incoming request(ServerRequest http) {
        return new Incoming(
                http.prologue().method().text(),
                http.path().rawPath(),
                query(http),
                http.query().rawValue(),
                name -> http.headers().first(HeaderNames.create(name)).filter(said -> said.length() <= LONGEST),
                proxies.of(http).address(),
                () -> http.content().inputStream());
    }

    private static Map<String, List<String>> query(ServerRequest http) {
        var query = new HashMap<String, List<String>>();
        for (String name : http.query().names()) query.put(name, http.query().all(name));
        return query;
    }
}

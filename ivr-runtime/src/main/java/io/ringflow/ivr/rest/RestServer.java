package io.ringflow.ivr.rest;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.http.HttpPort;
import io.ringflow.ivr.http.HttpRoutes;
import io.ringflow.ivr.http.Proxies;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialect's REST interface over HTTP or HTTPS, on a port of its own: the operator's has no password (flow-protocol 8.1).
 * Handlers run on virtual threads.
 */
public final class RestServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private static final String ROOT = "/2013-12-26";
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final RestDesk desk;
    private final RestObserver observer;
    private final LongSupplier nanos;
    private final Proxies proxies;
    private final WebServer server;

    private RestServer(
            RestSettings settings, RestDesk desk, RestObserver observer, LongSupplier nanos, List<HttpRoutes> more)
            throws UnknownHostException {
        this.desk = desk;
        this.observer = observer;
        this.nanos = nanos;
        this.proxies = settings.proxies();
        var address = InetAddress.getByName(settings.host());
        HttpPort.mustBeFree(address, settings.port());
        var builder = WebServer.builder()
                .address(address)
                .port(settings.port())
                .shutdownHook(false)
                .maxTcpConnections(MOST_CONNECTIONS)
                .maxConcurrentRequests(MOST_AT_ONCE)
                .idleConnectionTimeout(IDLE)
                .connectionOptions(options -> options.readTimeout(SILENCE))
                .routing(routing -> {
                    routes(routing);
                    more.forEach(part -> part.addTo(routing));
                });
        settings.tls().ifPresent(tls -> builder.tls(tls(tls)));
        this.server = builder.build().start();
        if (!server.isRunning()) throw HttpPort.unavailable(address, settings.port());
    }

    /**
     * Starts serving.
     *
     * @param more what is served beside it
     * @throws IllegalStateException the port is taken, or the certificate or key can't be read
     */
    public static RestServer start(
            RestSettings settings,
            Applications applications,
            OperationServices services,
            MediaFileUpload uploads,
            PromptLinks links,
            BillRecords bills,
            RestObserver observer,
            FailureLimit failures,
            InstantSource clock,
            HttpRoutes... more)
            throws UnknownHostException {
        var desk = new RestDesk(settings, applications, services, uploads, links, bills, failures, clock);
        return new RestServer(settings, desk, observer, System::nanoTime, List.of(more));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static TlsConfig tls(RestSettings.Tls files) {
        var keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(files.key())).certChain(Resource.create(files.certificate())))
                .build();
        return TlsConfig.builder().privateKey(keys).privateKeyCertChain(keys).buildPrototype();
    }

    private void routes(HttpRouting.Builder routing) {
        routing.any(ROOT + "/{kind}/{sid}/{func}", this::serve)
                .any(ROOT + "/{kind}/{sid}/{func}/{funcdes}", this::serve);
    }

    private void serve(ServerRequest http, ServerResponse response) {
        long begun = nanos.getAsLong();
        var path = http.path().pathParameters();
        boolean sub = path.get("kind").equalsIgnoreCase("SubAccounts");
        if (!sub && !path.get("kind").equalsIgnoreCase("Accounts")) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        var request = request(http, sub);
        var done = handled(request);
        long took = nanos.getAsLong() - begun;
        var answer = done.answer();
        LOG.info(
                "REST {} of {} from {}: {}{} in {} ms",
                done.operation(),
                done.account().isEmpty() ? "nobody known" : done.account(),
                request.address(),
                answer.statusCode(),
                answer.message().map(said -> ", " + line(said)).orElse(""),
                took / 1_000_000);
        observer.answered(done.operation(), answer.statusCode(), took);
        send(http, response, request, answer);
    }

    private RestDesk.Done handled(RestRequest request) {
        try {
            return desk.handle(request);
        } catch (RuntimeException bug) {
            LOG.error("a request met a fault of this server", bug);
            return new RestDesk.Done(Answer.refused(new RestRefused(RestError.FAULT)), RestDesk.OTHER, "");
        }
    }

    private RestRequest request(ServerRequest http, boolean sub) {
        var path = http.path().pathParameters();
        var origin = proxies.of(http);
        String function =
                path.get("func") + path.first("funcdes").map(rest -> "/" + rest).orElse("");
        String query = http.query().rawValue();
        return new RestRequest(
                http.prologue().method().text(),
                http.path().rawPath() + (query.isEmpty() ? "" : "?" + query),
                sub,
                path.get("sid"),
                function.toLowerCase(Locale.ROOT),
                query(http),
                http.headers().first(HeaderNames.AUTHORIZATION),
                http.headers().first(HeaderNames.CONTENT_TYPE),
                origin.address(),
                origin.base(),
                () -> http.content().inputStream());
    }

    private static Map<String, String> query(ServerRequest http) {
        var query = new HashMap<String, String>();
        for (String name : http.query().names()) {
            query.putIfAbsent(
                    name.toLowerCase(Locale.ROOT), http.query().first(name).orElse(""));
        }
        return query;
    }

    /**
     * Clients of the cloud take any status but 200 for a failure of the network, and never look at the body: they get 200
     * and the code in it. New clients get the status too, and so does who is held off.
     */
    private static void send(ServerRequest http, ServerResponse response, RestRequest request, Answer answer) {
        boolean json = http.headers()
                .first(HeaderNames.ACCEPT)
                .or(request::contentType)
                .filter(said -> said.toLowerCase(Locale.ROOT).contains("json"))
                .isPresent();
        boolean heldOff = answer.statusCode().equals(RestError.TOO_MANY_FAILURES.code());
        response.status(Status.create(request.bearer() || heldOff ? answer.httpStatus() : 200));
        if (heldOff) response.header(HeaderNames.RETRY_AFTER, Long.toString(FailureLimit.WINDOW.toSeconds()));
        response.header(HeaderNames.CONTENT_TYPE, (json ? "application/json" : "application/xml") + ";charset=utf-8");
        // What is left of a body that nobody wants to read.
        if (!answer.statusCode().equals(Answer.DONE)) response.header(HeaderValues.CONNECTION_CLOSE);
        response.send(json ? AnswerText.json(answer) : AnswerText.xml(answer));
    }

    private static String line(String said) {
        String plain = said.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
        return plain.length() <= 160 ? plain : plain.substring(0, 160) + "…";
    }
}

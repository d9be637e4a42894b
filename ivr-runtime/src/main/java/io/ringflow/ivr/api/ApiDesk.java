package io.ringflow.ivr.api;

import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.rest.Account;
import io.ringflow.ivr.rest.Body;
import io.ringflow.ivr.rest.FailureLimit;
import io.ringflow.ivr.rest.Fingerprint;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a request: who sent it, what it asks, whether it is what its route takes, whether it was done before,
 * what it is answered. Thread-safe; blocks the request's thread only.
 */
final class ApiDesk {

    static final String OTHER = "other";
    static final int MOST_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ApiDesk.class);
    private static final Duration BODY = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;

    private final RouteTable routes;
    private final BearerKeys keys;
    private final FailureLimit failures;
    private final Applications applications;
    private final MediaFileUpload uploads;
    private final Once once;
    private final InstantSource clock;
    private final BodyParser parser = new BodyParser();

    ApiDesk(
            RouteTable routes,
            List<Account> accounts,
            FailureLimit failures,
            Applications applications,
            MediaFileUpload uploads,
            KeyMemory memory,
            InstantSource clock) {
        this.routes = routes;
        this.keys = new BearerKeys(accounts);
        this.failures = failures;
        this.applications = applications;
        this.uploads = uploads;
        this.once = new Once(memory);
        this.clock = clock;
    }

    /**
     * A request that is done.
     *
     * @param operation id of the route, or {@code other}: a closed set
     * @param account name of who sent it; empty: nobody known
     * @param code six digits; 000000: done
     */
    record Done(Outgoing answer, String requestId, String operation, String account, String code) {}

    /** How far a request came. Owned by its thread. */
    private static final class Progress {
        private final String requestId = newId();
        private String operation = OTHER;
        private String account = "";
    }

    Done handle(Incoming request) {
        var progress = new Progress();
        Outgoing answer;
        try {
            answer = answer(request, progress);
        } catch (RuntimeException refusal) {
            answer = Problems.of(refusal, progress.requestId).orElseGet(() -> {
                LOG.error("request {} met a fault of this server", progress.requestId, refusal);
                return Problems.of(new RestRefused(RestError.FAULT), progress.requestId);
            });
        }
        return new Done(
                answer.with("Request-Id", progress.requestId),
                progress.requestId,
                progress.operation,
                progress.account,
                Problems.code(answer));
    }

    private Outgoing answer(Incoming request, Progress progress) {
        var match = routes.find(request.method(), request.path());
        boolean open =
                match instanceof RouteTable.Match.Found found && found.route().open();
        var account = open ? Optional.<Account>empty() : Optional.of(known(request));
        account.ifPresent(one -> progress.account = one.name());
        return switch (match) {
            case RouteTable.Match.NoPath() -> throw new RestRefused(RestError.NO_SUCH_PATH);
            case RouteTable.Match.WrongMethod(String allowed) ->
                Problems.of(
                                new RestRefused(
                                        RestError.BAD_METHOD,
                                        "The path is asked by " + allowed + ", not by " + request.method() + "."),
                                progress.requestId)
                        .with("Allow", allowed);
            case RouteTable.Match.Found(var route, var path) -> {
                progress.operation = route.id();
                if (!route.method().equals("GET")) account.ifPresent(Account::mustChange);
                yield asked(route, path, request, account);
            }
        };
    }

    private Account known(Incoming request) {
        Account account;
        try {
            account = keys.owner(request.header("Authorization"));
        } catch (RestRefused refused) {
            failures.failed(request.address());
            throw refused;
        }
        failures.passed(request.address(), account.place());
        return account;
    }

    private <Q extends Record, B> Outgoing asked(
            Route<Q, B> route, Map<String, String> path, Incoming request, Optional<Account> account) {
        Q query = parser.query(route.query(), request.query());
        var key = route.once() ? Once.key(request.header(Once.HEADER)) : Optional.<String>empty();
        checkType(route, request);
        var fingerprint = new Fingerprint(request.method(), request.target());
        var tenant = account.map(one -> new Tenant(one, applications));
        if (route.input() instanceof Input.Sound) {
            try (var received = uploads.receive(new Body(request.body().get(), fingerprint, clock))) {
                var ask = new Ask<>(tenant, path, query, body(route, received), request.headers());
                return done(route, ask, key, fingerprint);
            }
        }
        B body = body(route, read(route, request, fingerprint));
        return done(route, new Ask<>(tenant, path, query, body, request.headers()), key, fingerprint);
    }

    private <Q extends Record, B> Outgoing done(
            Route<Q, B> route, Ask<Q, B> ask, Optional<String> key, Fingerprint fingerprint) {
        String account = ask.account().map(one -> one.account().place()).orElse("");
        return once.run(account, key, fingerprint.end(), () -> {
            var reply = route.handler().answer(ask);
            var headers = new LinkedHashMap<String, String>();
            reply.location().ifPresent(where -> headers.put("Location", where));
            return new Outgoing(
                    route.output().status(), route.output().contentType(), headers, reply.body(), reply.stream());
        });
    }

    private static void checkType(Route<?, ?> route, Incoming request) {
        if (route.input().contentTypes().isEmpty()) return;
        String said = request.header("Content-Type").orElse("");
        if (BodyParser.takes(route.input(), said)) return;
        throw new RestRefused(
                RestError.BAD_TYPE,
                "The Content-Type must be " + String.join(" or ", route.input().contentTypes())
                        + (said.isEmpty() ? "; there is none." : "."));
    }

    /** The body as its route takes it; it was checked to be that. */
    private Object read(Route<?, ?> route, Incoming request, Fingerprint fingerprint) {
        return switch (route.input()) {
            case Input.None none -> none;
            case Input.Json<?> object -> parser.body(object.type(), octets(request, fingerprint));
            case Input.Flow _ ->
                new Input.Flow.Text(
                        octets(request, fingerprint),
                        request.header("Content-Type").orElse(""));
            case Input.Sound _ -> throw new IllegalStateException("a file is received to disk");
        };
    }

    @SuppressWarnings({"unchecked", "unused"}) // The input of a route says what its handler takes.
    private static <B> B body(Route<?, B> route, Object read) {
        return (B) read;
    }

    private byte[] octets(Incoming request, Fingerprint fingerprint) {
        return new Body(request.body().get(), fingerprint, clock).whole(MOST_BYTES, BODY);
    }

    private static String newId() {
        byte[] bits = new byte[ID_BYTES];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}

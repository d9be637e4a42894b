package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowAnswer.Origin;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One question on its way from one stand-in to the next. Owned by the asking thread. */
final class Question<T> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFlowClient.class);

    private final HttpFlowClient client;
    private final Notification notification;
    private final Application application;
    private final Function<FlowAnswer, T> reader;
    private final Cancellation cancellation;
    private final String requestId;

    private @Nullable FlowFailure failure;

    Question(
            HttpFlowClient client,
            Notification notification,
            Function<FlowAnswer, T> reader,
            Cancellation cancellation,
            String requestId) {
        this.client = client;
        this.notification = notification;
        this.application = notification.application();
        this.reader = reader;
        this.cancellation = cancellation;
        this.requestId = requestId;
    }

    FlowClient.Exchange<T> answered() {
        FlowClient.Exchange<T> exchange = from(application.url(), Origin.APPLICATION);
        if (exchange == null
                && !cancellation.cancelled()
                && application.fallbackUrl().isPresent()) {
            exchange = from(application.fallbackUrl().get(), Origin.FALLBACK);
        }
        if (exchange == null && !cancellation.cancelled()) exchange = survived();
        return exchange == null || cancellation.cancelled() ? cancelled() : exchange;
    }

    /** Asks at one URL; null when that gave nothing to run. */
    private FlowClient.@Nullable Exchange<T> from(URI base, Origin origin) {
        FlowUrl resolved = FlowUrl.of(application, base, notification.target(), notification.parameters());
        return switch (resolved) {
            case FlowUrl.Refused(String reason) -> nothing(origin, new FlowFailure(Kind.URL_REFUSED, reason));
            case FlowUrl.Allowed(URI url) -> from(url, origin, client.destination(application, base, origin));
        };
    }

    private FlowClient.@Nullable Exchange<T> from(URI url, Origin origin, Destination destination) {
        if (!destination.room().tryAcquire()) {
            return nothing(origin, new FlowFailure(Kind.BUSY, "too many exchanges under way"));
        }
        try {
            Circuit.Entry entry = destination.circuit().enter();
            if (entry == Circuit.Entry.REFUSED) {
                return nothing(origin, new FlowFailure(Kind.CIRCUIT_OPEN, "failed several times in a row"));
            }
            return judged(exchanged(url, destination), url, origin, destination, entry);
        } finally {
            destination.room().release();
        }
    }

    private HttpReply exchanged(URI url, Destination destination) {
        HttpReply reply = exchangedOnce(url, destination);
        if (reply instanceof HttpReply.Failed failed && failed.neverReached() && !cancellation.cancelled()) {
            client.http().forgetIdleConnections();
            return exchangedOnce(url, destination);
        }
        return reply;
    }

    private HttpReply exchangedOnce(URI url, Destination destination) {
        Instant started = client.time().instant();
        var exchange = client.http()
                .exchange(new HttpCall(
                        HttpCall.Purpose.COMMANDS,
                        notification.method(),
                        url,
                        requestId,
                        notification.callId(),
                        application.secret(),
                        application.connectTimeout(),
                        application.answerTimeout()));
        cancellation.onCancel(() -> exchange.abort(new FlowFailure(Kind.CANCELLED, "the call is over")));
        HttpReply reply = exchange.run();
        cancellation.onCancel(() -> {});
        Kind kind = reply instanceof HttpReply.Failed failed ? failed.failure().kind() : null;
        client.observer()
                .exchanged(
                        application,
                        destination.side(),
                        kind,
                        Duration.between(started, client.time().instant()));
        return reply;
    }

    private FlowClient.@Nullable Exchange<T> judged(
            HttpReply reply, URI url, Origin origin, Destination destination, Circuit.Entry entry) {
        return switch (reply) {
            case HttpReply.Failed failed -> {
                FlowFailure why = failed.failure();
                if (why.kind() == Kind.DOCUMENT) tellDocumentError(url, new DocumentError(0, 0, why.detail()));
                client.reportFailure(application, destination, entry, why.kind());
                yield nothing(origin, why);
            }
            case HttpReply.Answered(byte[] body, String contentType) -> {
                FlowFailure reason = origin == Origin.APPLICATION ? null : failure;
                var answer = new FlowAnswer(body, contentType, origin, reason, requestId);
                try {
                    T document = reader.apply(answer);
                    client.reportSuccess(application, destination, entry);
                    yield new FlowClient.Exchange<>(document, answer);
                } catch (RuntimeException e) {
                    DocumentError error = documentError(e);
                    client.reportFailure(application, destination, entry, Kind.DOCUMENT);
                    tellDocumentError(url, error);
                    yield nothing(origin, new FlowFailure(Kind.DOCUMENT, described(error)));
                }
            }
        };
    }

    private FlowClient.@Nullable Exchange<T> survived() {
        Optional<byte[]> own = client.survival().of(application);
        if (own.isPresent()) {
            try {
                return survivedBy(own.get());
            } catch (RuntimeException e) {
                LOG.warn("application {}: survival flow: {}", application.name(), described(documentError(e)));
            }
        }
        try {
            return survivedBy(client.survival().builtIn());
        } catch (RuntimeException e) {
            LOG.error("the built-in survival flow does not read", e);
            return null;
        }
    }

    private FlowClient.Exchange<T> survivedBy(byte[] document) {
        var answer = new FlowAnswer(document, "text/xml;charset=utf-8", Origin.SURVIVAL, failure, requestId);
        return new FlowClient.Exchange<>(reader.apply(answer), answer);
    }

    private FlowClient.Exchange<T> cancelled() {
        var why = new FlowFailure(Kind.CANCELLED, "the call is over");
        return new FlowClient.Exchange<>(null, new FlowAnswer(new byte[0], null, Origin.APPLICATION, why, requestId));
    }

    /** Notes why a stand-in is needed: the application's own failure is the one that is told. */
    private FlowClient.@Nullable Exchange<T> nothing(Origin origin, FlowFailure why) {
        if (why.kind() == Kind.CANCELLED) return null;
        LOG.info(
                "call {}: {} failed: {} {} ({} {})",
                notification.callId(),
                origin == Origin.APPLICATION ? "application" : "fallback",
                why.kind(),
                why.detail(),
                notification.method(),
                UrlText.oneLine(notification.target()));
        if (failure == null) failure = why;
        return null;
    }

    private void tellDocumentError(URI url, DocumentError error) {
        if (application.errorUrl().isEmpty()) return;
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", application.id());
        parameters.put("callid", notification.callId());
        parameters.put("errorcode", new FlowFailure(Kind.DOCUMENT, "").code());
        parameters.put("line", Integer.toString(error.line()));
        parameters.put("column", Integer.toString(error.column()));
        parameters.put("reason", UrlText.oneLine(String.valueOf(error.getMessage())));
        parameters.put("url", url.getRawPath());
        parameters.put("requestid", requestId);
        String target = application.errorUrl().get().toString();
        client.notifier().send(new Notification(application, notification.callId(), "POST", target, parameters));
    }

    private DocumentError documentError(RuntimeException e) {
        if (e instanceof DocumentError error) return error;
        LOG.warn("call {}: the reader failed", notification.callId(), e);
        return new DocumentError(0, 0, "not readable");
    }

    private static String described(DocumentError error) {
        return "line %d, column %d: %s".formatted(error.line(), error.column(), error.getMessage());
    }
}

package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowAnswer.Origin;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.ivr.flow.FlowObserver.Side;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Asks applications over HTTP/1.1, on the caller's virtual thread. Thread-safe.
 *
 * <p>In order (D17): the application's URL, once more if the connection broke before the first byte of an answer; its
 * {@code fallbackUrl}, with the same segment and parameters below it; its survival flow; the built-in apology. An
 * answer counts only when it is 200, whole, at most 64 kB, and the reader takes it. A URL that is not followed (D20)
 * skips to the survival flow, since the stand-in would be sent the same. All exchanges of one question carry the same
 * {@code X-Request-Id}.
 */
public final class HttpFlowClient implements FlowClient {

    private final ApplicationHttp http;
    private final Notifier notifier;
    private final FlowSettings settings;
    private final FlowObserver observer;
    private final InstantSource time;
    private final SurvivalFlow survival;
    private final Map<Destination.Key, Destination> destinations = new ConcurrentHashMap<>();

    /** @param notifier takes the reports of document errors (D27) */
    public HttpFlowClient(
            ApplicationHttp http, Notifier notifier, FlowSettings settings, FlowObserver observer, InstantSource time) {
        this.http = http;
        this.notifier = notifier;
        this.settings = settings;
        this.observer = observer;
        this.time = time;
        survival = new SurvivalFlow(settings.apologyPrompt());
    }

    @Override
    public <T> Exchange<T> ask(Notification notification, Function<FlowAnswer, T> reader, Cancellation cancellation) {
        var started = time.instant();
        var question = new Question<>(this, notification, reader, cancellation, newRequestId());
        Exchange<T> exchange = question.answered();
        observer.asked(notification.application(), exchange.answer(), Duration.between(started, time.instant()));
        return exchange;
    }

    static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    ApplicationHttp http() {
        return http;
    }

    Notifier notifier() {
        return notifier;
    }

    FlowObserver observer() {
        return observer;
    }

    InstantSource time() {
        return time;
    }

    SurvivalFlow survival() {
        return survival;
    }

    Destination destination(Application application, URI url, Origin origin) {
        Side side = origin == Origin.FALLBACK ? Side.FALLBACK : Side.APPLICATION;
        return destinations.computeIfAbsent(
                new Destination.Key(application.id(), url.toString(), side),
                _ -> new Destination(
                        side,
                        new Circuit(settings.circuitFailures(), settings.circuitOpenFor(), time),
                        new Semaphore(settings.maxExchanges())));
    }

    /** Tells the circuit how an exchange failed, and the observer when that opened it. */
    void reportFailure(Application application, Destination destination, Circuit.Entry entry, Kind failure) {
        if (failure == Kind.CANCELLED) {
            destination.circuit().abandoned(entry);
        } else if (destination.circuit().failed(entry) == Circuit.Change.OPENED) {
            observer.circuitOpened(application, destination.side());
        }
    }

    void reportSuccess(Application application, Destination destination, Circuit.Entry entry) {
        if (destination.circuit().succeeded(entry) == Circuit.Change.CLOSED) {
            observer.circuitClosed(application, destination.side());
        }
    }
}

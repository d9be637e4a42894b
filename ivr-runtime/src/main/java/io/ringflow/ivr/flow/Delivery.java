package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to deliver a notification, on a virtual thread of its own. {@link #abort} may come from any thread. */
final class Delivery implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final StoredNotification notification;
    private final Application application;
    private final URI url;
    private final Circuit.Entry entry;
    private final ApplicationHttp http;
    private final InstantSource time;
    private final NotificationAnswers answers;
    private final Consumer<Ended> whenEnded;

    private @Nullable HttpExchange exchange;
    private boolean aborted;

    /** What became of it. */
    record Ended(
            StoredNotification notification,
            Circuit.Entry entry,
            @Nullable FlowFailure failure,
            Duration took) {}

    Delivery(
            StoredNotification notification,
            Application application,
            URI url,
            Circuit.Entry entry,
            ApplicationHttp http,
            InstantSource time,
            NotificationAnswers answers,
            Consumer<Ended> whenEnded) {
        this.notification = notification;
        this.application = application;
        this.url = url;
        this.entry = entry;
        this.http = http;
        this.time = time;
        this.answers = answers;
        this.whenEnded = whenEnded;
    }

    @Override
    public void run() {
        var started = time.instant();
        HttpReply reply = attempted();
        if (reply instanceof HttpReply.Failed failed && failed.neverReached()) {
            http.forgetIdleConnections();
            reply = attempted();
        }
        FlowFailure failure = reply instanceof HttpReply.Failed failed ? failed.failure() : null;
        var took = Duration.between(started, time.instant());
        if (reply instanceof HttpReply.Answered said) heard(said);
        whenEnded.accept(new Ended(notification, entry, failure, took));
    }

    /** Whatever comes of it, the notification is delivered. */
    private void heard(HttpReply.Answered said) {
        if (said.body().length == 0) return;
        try {
            answers.heard(application, notification.callId(), said.body(), said.contentType());
        } catch (RuntimeException | Error bug) {
            LOG.error("call {}: the answer to {} could not be read", notification.callId(), notification.target(), bug);
        }
    }

    void abort() {
        HttpExchange running;
        synchronized (this) {
            aborted = true;
            running = exchange;
        }
        if (running != null) running.abort(stopping());
    }

    private HttpReply attempted() {
        var next = http.exchange(new HttpCall(
                HttpCall.Purpose.NOTIFICATION,
                notification.method(),
                url,
                notification.requestId(),
                notification.callId(),
                application.secret(),
                application.connectTimeout(),
                application.answerTimeout()));
        synchronized (this) {
            if (aborted) return new HttpReply.Failed(stopping(), false);
            exchange = next;
        }
        return next.run();
    }

    private static FlowFailure stopping() {
        return new FlowFailure(FlowFailure.Kind.CANCELLED, "the server is stopping");
    }
}

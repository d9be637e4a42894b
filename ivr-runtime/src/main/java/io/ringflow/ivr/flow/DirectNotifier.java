package io.ringflow.ivr.flow;

import java.net.URI;

/**
 * Sends each notification at once, on the caller's thread, and once more if the connection broke; keeps none. For tools
 * that stay until it is said: a server has the {@link DurableNotifier}. Thread-safe.
 */
public final class DirectNotifier implements Notifier {

    private final ApplicationHttp http;
    private final NotificationAnswers answers;
    private final Result result;

    /** Hears what became of each notification. */
    @FunctionalInterface
    public interface Result {

        /** @param failure null when the application took it */
        void sent(Notification notification, @org.jspecify.annotations.Nullable FlowFailure failure);
    }

    public DirectNotifier(ApplicationHttp http, NotificationAnswers answers, Result result) {
        this.http = http;
        this.answers = answers;
        this.result = result;
    }

    @Override
    public void send(Notification notification) {
        var application = notification.application();
        var resolved = FlowUrl.of(application, application.url(), notification.target(), notification.parameters());
        switch (resolved) {
            case FlowUrl.Refused(String reason) ->
                result.sent(notification, new FlowFailure(FlowFailure.Kind.URL_REFUSED, reason));
            case FlowUrl.Allowed(URI url) -> {
                var call = new HttpCall(
                        HttpCall.Purpose.NOTIFICATION,
                        notification.method(),
                        url,
                        HttpFlowClient.newRequestId(),
                        notification.callId(),
                        application.secret(),
                        application.connectTimeout(),
                        application.answerTimeout());
                var reply = http.exchange(call).run();
                if (reply instanceof HttpReply.Failed failed && failed.neverReached()) {
                    reply = http.exchange(call).run();
                }
                result.sent(notification, reply instanceof HttpReply.Failed failed ? failed.failure() : null);
                if (reply instanceof HttpReply.Answered said && said.body().length > 0) {
                    answers.heard(application, notification.callId(), said.body(), said.contentType());
                }
            }
        }
    }
}

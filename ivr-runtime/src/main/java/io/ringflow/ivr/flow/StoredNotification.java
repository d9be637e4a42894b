package io.ringflow.ivr.flow;

import java.time.Instant;

/**
 * A notification as it is kept.
 *
 * @param id ascending in the order of sending
 * @param lane what is delivered in order: a call, at one host
 * @param parameters as a query string
 * @param attempts that failed
 */
record StoredNotification(
        long id,
        String requestId,
        String applicationId,
        String callId,
        String lane,
        String method,
        String target,
        String parameters,
        Instant createdAt,
        int attempts) {

    static StoredNotification of(long id, String requestId, Notification notification, Instant now) {
        String target = notification.target();
        return new StoredNotification(
                id,
                requestId,
                notification.application().id(),
                notification.callId(),
                lane(notification.callId(), target),
                notification.method(),
                target,
                FlowUrl.query(notification.parameters()),
                now,
                0);
    }

    /** A dead error URL must not hold up the call's {@code stopservice}: another host is another lane. */
    private static String lane(String callId, String target) {
        if (!UrlText.hasScheme(target)) return callId;
        int path = target.indexOf('/', target.indexOf("://") + 3);
        String host = path < 0 ? target : target.substring(0, path);
        return callId + " " + (host.length() > 400 ? host.substring(0, 400) : host);
    }
}

package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import java.util.SequencedMap;

/**
 * One message to an application (flow-protocol 1.2, 5).
 *
 * @param application whom
 * @param callId the 32-character call id; also in {@code parameters}
 * @param method GET or POST; parameters travel in the query string either way (D21)
 * @param target URL segment relative to the application's URL ({@code startservice}, {@code dtmfreport?x=1}), or an
 *     absolute URL on its allow-list (D20)
 * @param parameters in order; values as they are, not yet encoded
 */
public record Notification(
        Application application,
        String callId,
        String method,
        String target,
        SequencedMap<String, String> parameters) {}

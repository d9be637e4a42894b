package io.ringflow.ivr.call;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What an operator may set about calls, already valid.
 *
 * @param idleLimit how long a call stays up when the application says there is nothing to do (D12)
 * @param mostRedirects requests in a row without a media action between them (D19)
 * @param mostDocuments answers run in one call (D19)
 * @param apologyPrompt played before a call is ended for a loop
 * @param zone of the times in notifications
 */
public record CallSettings(
        Duration idleLimit, int mostRedirects, int mostDocuments, String apologyPrompt, ZoneId zone) {

    public static CallSettings defaults() {
        return new CallSettings(Duration.ofSeconds(60), 100, 1000, "sorry.wav", ZoneId.systemDefault());
    }
}

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
 * @param hold what is heard while an application takes its time (D17)
 * @param zone of the times in notifications
 */
public record CallSettings(
        Duration idleLimit, int mostRedirects, int mostDocuments, String apologyPrompt, Hold hold, ZoneId zone) {

    /**
     * What is heard while an application takes its time.
     *
     * @param prompt a file, played over and over; empty: nothing is heard
     * @param after from the question on
     */
    public record Hold(String prompt, Duration after) {}

    public static CallSettings defaults() {
        return new CallSettings(
                Duration.ofSeconds(60),
                100,
                1000,
                "sorry.wav",
                new Hold("hold.wav", Duration.ofSeconds(3)),
                ZoneId.systemDefault());
    }
}

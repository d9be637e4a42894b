package io.ringflow.ivr.flow;

import java.time.Duration;
import java.util.List;

/**
 * How applications are asked, as far as it is the server's choice and not the application's own.
 *
 * @param maxExchanges exchanges with one application at once; the next fails at once
 * @param circuitFailures failures in a row that open the circuit
 * @param circuitOpenFor how long an open circuit refuses before it lets a probe through
 * @param apologyPrompt file that the built-in survival flow plays
 * @param holdPrompt file that callers hear while an application takes its time; empty: none
 * @param holdAfter from the question to its beginning
 * @param idleLimit how long a call stays up with nothing to do (D12)
 * @param maxRedirects redirects in a row without a media action (D19)
 * @param maxDocuments documents in one call (D19)
 * @param notificationsAtOnce deliveries at once to one application
 * @param keepNotifications how long an undelivered notification is tried again
 * @param deniedNetworks where no application is asked, whatever its URL says
 */
public record FlowSettings(
        int maxExchanges,
        int circuitFailures,
        Duration circuitOpenFor,
        String apologyPrompt,
        String holdPrompt,
        Duration holdAfter,
        Duration idleLimit,
        int maxRedirects,
        int maxDocuments,
        int notificationsAtOnce,
        Duration keepNotifications,
        List<String> deniedNetworks) {

    public static FlowSettings defaults() {
        return new FlowSettings(
                2_000,
                5,
                Duration.ofSeconds(10),
                "sorry.wav",
                "hold.wav",
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                100,
                1_000,
                16,
                Duration.ofHours(24),
                List.of(
                        "0.0.0.0/8",
                        "169.254.0.0/16",
                        "224.0.0.0/3",
                        "::/128",
                        "fe80::/10",
                        "ff00::/8",
                        "fd00:ec2::254"));
    }
}

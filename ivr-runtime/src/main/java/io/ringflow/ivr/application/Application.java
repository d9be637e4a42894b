package io.ringflow.ivr.application;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A customer's application: where it is asked, and how it is treated (flow-protocol 1.1, D17, D20).
 *
 * @param id 32 characters, sent as {@code appid}
 * @param name for people and logs
 * @param url registered application URL; relative URLs resolve below it
 * @param fallbackUrl asked when {@code url} can't be reached
 * @param errorUrl told once about each document error (D27)
 * @param secret key of the request signature; empty: unsigned
 * @param allowedHosts hosts that absolute URLs may name, its own included; lower case
 * @param survivalFlow file with the {@code <Response>} that runs when nothing answers; empty: the built-in apology
 * @param connectTimeout to open a connection
 * @param answerTimeout from sending the request to the last byte of the answer
 * @param ivrEnabled the cloud's "enable IVR" switch; off: calls get 403
 * @param ttsEnabled the cloud's "enable TTS" switch
 * @param agentsEnabled the cloud's "agent management" switch
 * @param callRecords whether {@code cdr} is sent before {@code stopservice} (5.7)
 * @param serviceId number that only the application's own VoIP accounts may call
 */
public record Application(
        String id,
        String name,
        URI url,
        Optional<URI> fallbackUrl,
        Optional<URI> errorUrl,
        Optional<String> secret,
        Set<String> allowedHosts,
        Optional<Path> survivalFlow,
        Duration connectTimeout,
        Duration answerTimeout,
        boolean ivrEnabled,
        boolean ttsEnabled,
        boolean agentsEnabled,
        boolean callRecords,
        Optional<String> serviceId) {

    /** One whose switches are as most have them. */
    public Application(
            String id,
            String name,
            URI url,
            Optional<URI> fallbackUrl,
            Optional<URI> errorUrl,
            Optional<String> secret,
            Set<String> allowedHosts,
            Optional<Path> survivalFlow,
            Duration connectTimeout,
            Duration answerTimeout,
            boolean ivrEnabled,
            boolean ttsEnabled) {
        this(
                id,
                name,
                url,
                fallbackUrl,
                errorUrl,
                secret,
                allowedHosts,
                survivalFlow,
                connectTimeout,
                answerTimeout,
                ivrEnabled,
                ttsEnabled,
                true,
                false,
                Optional.empty());
    }

    /** Without its secret: this stands in logs. */
    @Override
    public String toString() {
        return "Application[" + name + " " + id + " at " + url + "]";
    }
}

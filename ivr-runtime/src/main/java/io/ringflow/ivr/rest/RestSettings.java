package io.ringflow.ivr.rest;

import io.ringflow.ivr.http.Proxies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may set about the REST interface, already valid.
 *
 * @param enabled the switch; without accounts nothing is listened for either
 * @param port 0 for any free one
 * @param tls empty: plain HTTP
 * @param proxies whose word about where a request comes from counts
 * @param zone of the clients' timestamps, which are local time
 * @param window how far a timestamp may be from now
 * @param uploadBytes that the prompts of one application may take on disk
 */
public record RestSettings(
        boolean enabled,
        String host,
        int port,
        Optional<Tls> tls,
        Proxies proxies,
        ZoneId zone,
        Duration window,
        long uploadBytes,
        List<Account> accounts) {

    /** PEM files: the certificate with its chain, and its key. */
    public record Tls(Path certificate, Path key) {}

    public RestSettings {
        accounts = List.copyOf(accounts);
    }

    /** Whether there is anybody to listen for. */
    public boolean listens() {
        return enabled && !accounts.isEmpty();
    }
}

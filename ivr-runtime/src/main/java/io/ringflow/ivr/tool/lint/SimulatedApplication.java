package io.ringflow.ivr.tool.lint;

import io.ringflow.ivr.application.Application;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An application as {@code run --app} registers it, for tools. */
public final class SimulatedApplication {

    /** The appid that {@code run --app} sends: that of an application named "app". */
    static final String ID = "a172cedcae47474b615c54d510a5d84a";

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private SimulatedApplication() {}

    /**
     * An application at that URL.
     *
     * @param allowedHosts hosts that absolute URLs may name besides its own
     */
    public static Application at(URI url, Optional<String> secret, List<String> allowedHosts, Duration answerTimeout) {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(url.getHost().toLowerCase(Locale.ROOT));
        allowedHosts.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        return new Application(
                ID,
                "app",
                url,
                Optional.empty(),
                Optional.empty(),
                secret,
                hosts,
                Optional.empty(),
                CONNECT,
                answerTimeout,
                true,
                true);
    }
}

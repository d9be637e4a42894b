package io.ringflow.ivr.application;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an application of the database is to be like (flow-protocol 1.1, D17, D20); not yet checked.
 *
 * @param id 32 letters and digits; empty: one is made. Of no account when an application is changed
 * @param name for people and logs
 * @param url registered application URL
 * @param fallbackUrl asked when {@code url} can't be reached
 * @param errorUrl told about document errors
 * @param secret key of the request signature; empty: unsigned
 * @param allowedHosts hosts that absolute URLs may name, besides those of {@code url}; host or host:port
 * @param survivalFlow the {@code <Response>} that runs when nothing answers; empty: the built-in apology
 * @param serviceId number that only its own VoIP accounts may call
 */
public record ApplicationDraft(
        Optional<String> id,
        String name,
        String url,
        Optional<String> fallbackUrl,
        Optional<String> errorUrl,
        Optional<String> secret,
        Set<String> allowedHosts,
        Optional<String> survivalFlow,
        Duration connectTimeout,
        Duration answerTimeout,
        boolean ivrEnabled,
        boolean ttsEnabled,
        boolean agentsEnabled,
        boolean callRecords,
        Optional<String> serviceId) {

    private static final int MOST_NAME = 200;

    /** One with the defaults of applications.conf. */
    public static ApplicationDraft of(String name, String url) {
        return new ApplicationDraft(
                Optional.empty(),
                name,
                url,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true,
                true,
                false,
                Optional.empty());
    }

    /** What is there, to be changed in part. */
    public static ApplicationDraft of(ListedApplication listed) {
        var is = listed.application();
        var hosts = new LinkedHashSet<>(is.allowedHosts());
        hosts.remove(ownHost(is.url()));
        return new ApplicationDraft(
                Optional.of(is.id()),
                is.name(),
                is.url().toString(),
                is.fallbackUrl().map(URI::toString),
                is.errorUrl().map(URI::toString),
                is.secret(),
                hosts,
                listed.survivalFlow(),
                is.connectTimeout(),
                is.answerTimeout(),
                is.ivrEnabled(),
                is.ttsEnabled(),
                is.agentsEnabled(),
                is.callRecords(),
                is.serviceId());
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return "ApplicationDraft[" + name + " at " + url + "]";
    }

    String idOrNew() {
        return id.orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }

    /**
     * The application.
     *
     * @param survival where the survival flow is kept
     * @throws ApplicationRefused with the first value that does not do
     */
    Application application(String finalId, Optional<Path> survival) {
        require(ApplicationRules.isId(finalId), "id", "must be 32 letters and digits");
        require(!name.isBlank() && name.length() <= MOST_NAME, "name", "must have 1 to " + MOST_NAME + " characters");
        var own = ApplicationRules.webUrl(url)
                .orElseThrow(() -> refused("url", "must be a URL like http://app.example.com/ivr"));
        require(ApplicationRules.isTimeout(connectTimeout), "connectTimeout", "must be from 100 ms to 2 minutes");
        require(ApplicationRules.isTimeout(answerTimeout), "answerTimeout", "must be from 100 ms to 2 minutes");
        return new Application(
                finalId,
                name.strip(),
                own,
                fallbackUrl.map(text -> url("fallbackUrl", text)),
                errorUrl.map(text -> url("errorUrl", text)),
                secret.filter(key -> !key.isEmpty()),
                hosts(own),
                survival,
                connectTimeout,
                answerTimeout,
                ivrEnabled,
                ttsEnabled,
                agentsEnabled,
                callRecords,
                serviceId.map(ApplicationDraft::service));
    }

    private Set<String> hosts(URI own) {
        var hosts = new LinkedHashSet<String>();
        hosts.add(ownHost(own));
        for (String host : allowedHosts) {
            String lower = host.strip().toLowerCase(Locale.ROOT);
            require(ApplicationRules.isHost(lower), "allowedHosts", "must be hosts like cdn.example.com:8080");
            hosts.add(lower);
        }
        return Set.copyOf(hosts);
    }

    private static String service(String written) {
        String number = AccessNumber.plain(written);
        boolean can = AccessNumber.valid(number) && !number.equals(ApplicationTable.CATCH_ALL) && number.length() <= 64;
        require(can, "serviceId", "must be a number that can be dialled, of at most 64 characters");
        return number;
    }

    private static String ownHost(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    private static URI url(String field, String text) {
        return ApplicationRules.webUrl(text)
                .orElseThrow(() -> refused(field, "must be a URL like http://app.example.com/ivr"));
    }

    private static void require(boolean is, String field, String what) {
        if (!is) throw refused(field, what);
    }

    private static ApplicationRefused refused(String field, String what) {
        return ApplicationRefused.invalid(field + " " + what + ".");
    }
}

package io.ringflow.ivr.config;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ringflow.applications}: the applications and whose each number is. Owned by the reading thread. */
final class ApplicationsSection {

    private static final Duration LEAST = ApplicationRules.LEAST_TIMEOUT;
    private static final Duration MOST = ApplicationRules.MOST_TIMEOUT;

    private final Path directory;
    private final AccountsSection accounts = new AccountsSection();
    private final Map<String, String> numbers = new LinkedHashMap<>();
    private final Map<String, String> numberOwners = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    /** @param directory that relative file names start from */
    ApplicationsSection(Path directory) {
        this.directory = directory;
    }

    AccountsSection accounts() {
        return accounts;
    }

    Map<String, String> numbers() {
        return numbers;
    }

    List<Application> read(Section ringflow) {
        return List.copyOf(ringflow.list("applications", "application-defaults", this::application));
    }

    private Application application(Section app) {
        String name = app.text("name").strip();
        if (name.isEmpty()) app.problem("name", "is empty: every application has a name");
        String id = id(app, name);
        Optional<URI> url = Values.url(app, "url");
        if (url.isEmpty() && app.text("url").isBlank())
            app.problem("url", "is empty: application " + name + " has none");
        Optional<URI> fallback = Values.url(app, "fallback-url");
        Optional<URI> error = Values.url(app, "error-url");
        String secret = app.text("secret");
        numbers(app, name, id);
        accounts.of(app, name, id);
        return new Application(
                id,
                name,
                url.orElse(URI.create("http://invalid./")),
                fallback,
                error,
                secret.isEmpty() ? Optional.empty() : Optional.of(secret),
                allowedHosts(app, url),
                survivalFlow(app),
                app.duration("connect-timeout", LEAST, MOST),
                app.duration("answer-timeout", LEAST, MOST),
                app.flag("ivr-enabled"),
                app.flag("tts-enabled"),
                app.flag("agents-enabled"),
                app.flag("call-records"),
                serviceId(app, name));
    }

    private Optional<String> serviceId(Section app, String name) {
        String written = app.text("service-id").strip();
        if (written.isEmpty()) return Optional.empty();
        String service = AccessNumber.plain(written);
        if (!AccessNumber.valid(service) || service.equals("*")) {
            app.problem("service-id", "is \"" + written + "\", which nobody can dial");
        }
        String owner = numberOwners.putIfAbsent(service, name + " (" + app.place("service-id") + ")");
        if (owner != null) app.problem("service-id", "belongs to application " + owner + " already");
        return Optional.of(service);
    }

    private String id(Section app, String name) {
        String written = app.text("id").strip();
        String id = written.isEmpty() ? derived(name) : written;
        if (!ApplicationRules.isId(id)) app.problem("id", "must be 32 letters and digits, not \"" + id + "\"");
        String place = places.put(id, app.place("name"));
        if (place != null) {
            app.problem(written.isEmpty() ? "name" : "id", "is that of another application already (" + place + ")");
        }
        return id;
    }

    private void numbers(Section app, String name, String id) {
        for (String written : app.texts("numbers")) {
            String number = AccessNumber.plain(written);
            if (!AccessNumber.valid(number)) {
                app.problem("numbers", "holds \"" + written + "\", which nobody can dial");
                continue;
            }
            String owner = numberOwners.putIfAbsent(number, name + " (" + app.place("numbers") + ")");
            if (owner != null) {
                app.problem("numbers", "holds " + written + ", which belongs to application " + owner + " already");
            }
            numbers.putIfAbsent(number, id);
        }
    }

    private static Set<String> allowedHosts(Section app, Optional<URI> url) {
        var hosts = new LinkedHashSet<String>();
        url.ifPresent(u -> hosts.add(u.getHost().toLowerCase(Locale.ROOT)));
        for (String host : app.texts("allowed-hosts")) {
            String lower = host.strip().toLowerCase(Locale.ROOT);
            if (!ApplicationRules.isHost(lower)) {
                app.problem("allowed-hosts", "holds \"" + host + "\", which is not a host or host:port");
            }
            hosts.add(lower);
        }
        return Set.copyOf(hosts);
    }

    private Optional<Path> survivalFlow(Section app) {
        String file = app.text("survival-flow").strip();
        if (file.isEmpty()) return Optional.empty();
        Path path = directory.resolve(file);
        if (!Files.isReadable(path)) app.problem("survival-flow", "names " + file + ", which can not be read");
        return Optional.of(path);
    }

    /** An id that stays the same as long as the name does. */
    private static String derived(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}

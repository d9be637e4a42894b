package io.ringflow.ivr.config;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationRules;
import io.ringflow.ivr.http.Proxies;
import io.ringflow.ivr.http.Proxies.Header;
import io.ringflow.ivr.rest.Account;
import io.ringflow.ivr.rest.KeyHash;
import io.ringflow.ivr.rest.RestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code ringflow.rest}. Owned by the reading thread. */
final class RestSection {

    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]{32}");
    private static final int LEAST_SECRET = 16;
    private static final int MEBIBYTE = 1024 * 1024;

    private final Path directory;
    private final List<Application> applications;
    private final Map<String, String> places = new HashMap<>();
    private final Set<KeyHash> keys = new HashSet<>();

    /** @param directory that relative file names start from */
    RestSection(Path directory, List<Application> applications) {
        this.directory = directory;
        this.applications = applications;
    }

    RestSettings read(Section rest) {
        return new RestSettings(
                rest.flag("enabled"),
                rest.text("host"),
                rest.number("port", 0, 65_535),
                rest.section("tls", this::tls),
                rest.section("proxies", RestSection::proxies),
                zone(rest),
                rest.duration("window", Duration.ofMinutes(1), Duration.ofHours(24)),
                rest.size("upload-space", MEBIBYTE, 2047 * MEBIBYTE),
                rest.list("accounts", "account-defaults", this::account));
    }

    private Optional<RestSettings.Tls> tls(Section tls) {
        Optional<Path> certificate = file(tls, "certificate");
        Optional<Path> key = file(tls, "key");
        if (certificate.isPresent() != key.isPresent()) {
            String missing = certificate.isPresent() ? "key" : "certificate";
            tls.problem(missing, "is empty: the certificate and its key belong together");
        }
        return certificate.flatMap(found -> key.map(its -> new RestSettings.Tls(found, its)));
    }

    private static Proxies proxies(Section proxies) {
        var networks = Values.networks(proxies, "networks");
        String header = proxies.text("header").strip().toLowerCase(Locale.ROOT);
        switch (header) {
            case "x-forwarded-for", "forwarded" -> {}
            default -> proxies.problem("header", "must be X-Forwarded-For or Forwarded, not \"" + header + "\"");
        }
        return new Proxies(networks, header.equals("forwarded") ? Header.FORWARDED : Header.X_FORWARDED);
    }

    private Optional<Path> file(Section tls, String key) {
        String name = tls.text(key).strip();
        if (name.isEmpty()) return Optional.empty();
        Path path = directory.resolve(name);
        if (!Files.isReadable(path)) tls.problem(key, "names " + name + ", which can not be read");
        return Optional.of(path);
    }

    private static ZoneId zone(Section rest) {
        String name = rest.text("time-zone").strip();
        if (name.isEmpty()) return ZoneId.systemDefault();
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            rest.problem("time-zone", "must be a zone like Asia/Shanghai, not \"" + name + "\"");
            return ZoneId.systemDefault();
        }
    }

    private Account account(Section account) {
        String name = account.text("name").strip();
        if (name.isEmpty()) account.problem("name", "is empty: every account has a name");
        boolean sub = account.flag("sub-account");
        String token = secret(account, "token");
        String apiKey = secret(account, "api-key");
        if (!apiKey.isEmpty() && !keys.add(KeyHash.written(apiKey))) {
            account.problem("api-key", "is that of another account already: nobody could tell who asks");
        }
        if (token.isEmpty() && apiKey.isEmpty()) {
            account.problem("token", "and api-key are empty: nobody could ask as account " + name);
        }
        return new Account(
                sid(account, sub),
                name,
                token,
                apiKey,
                applications(account),
                sub,
                account.flag("twelve-hour-timestamps"),
                account.flag("read-only"));
    }

    private String sid(Section account, boolean sub) {
        String sid = account.text("sid").strip();
        if (!SID.matcher(sid).matches()) account.problem("sid", "must be 32 letters and digits, not \"" + sid + "\"");
        String place = places.put((sub ? "sub " : "") + sid, account.place("sid"));
        if (place != null) account.problem("sid", "is that of another account already (" + place + ")");
        return sid;
    }

    /** Its value is never shown. */
    private static String secret(Section account, String key) {
        String secret = account.text(key);
        if (!secret.isEmpty() && secret.length() < LEAST_SECRET) {
            account.problem(key, "must have at least " + LEAST_SECRET + " characters");
        }
        return secret;
    }

    private Set<String> applications(Section account) {
        var ids = new LinkedHashSet<String>();
        for (String written : account.texts("applications")) {
            String name = written.strip();
            if (name.equals(Account.EVERY)) {
                ids.add(name);
                continue;
            }
            var found = applications.stream()
                    .filter(one -> one.name().equals(name) || one.id().equals(name))
                    .findFirst();
            // One of the database; whether it is there only the database knows.
            if (found.isEmpty() && ApplicationRules.isId(name)) {
                ids.add(name);
                continue;
            }
            found.ifPresentOrElse(
                    one -> ids.add(one.id()),
                    () -> account.problem(
                            "applications",
                            "holds \"" + name + "\", which is the name or id of no application"
                                    + Suggestion.of(
                                            name,
                                            applications.stream()
                                                    .map(Application::name)
                                                    .toList())));
        }
        if (account.texts("applications").isEmpty()) {
            account.problem("applications", "is empty; \"*\" stands for every one");
        }
        return ids;
    }
}

package io.ringflow.ivr.config;

import io.ringflow.ivr.account.AccountSecrets;
import io.ringflow.ivr.account.AccountSettings;
import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.sip.digest.DigestAlgorithm;
import io.ringflow.sip.registrar.RegistrarSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code ringflow.registrar}, and the accounts of the applications. Owned by the reading thread. */
final class AccountsSection {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_.]{1,64}");
    private static final Pattern REALM = Pattern.compile("[!#-\\[\\]-~]([ !#-\\[\\]-~]{0,126}[!#-\\[\\]-~])?");
    private static final int SHORTEST_PASSWORD = 8;
    private static final Set<DigestAlgorithm> SERVED = Set.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(7);
    /** Longer than one waits for an answer. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    private static final Duration MOST_INTERVAL = Duration.ofHours(1);

    private final List<Written> written = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();

    private enum Challenge {
        EVERYBODY,
        NAMED
    }

    private record Written(String name, String applicationId, String password) {}

    /** Takes up the accounts of one application. */
    void of(Section app, String applicationName, String applicationId) {
        app.list("accounts", "account-defaults", account -> {
            String name = account.text("name").strip();
            String password = account.text("password");
            if (!NAME.matcher(name).matches() || !AccessNumber.plain(name).equals(name)) {
                account.problem("name", "must be 1 to 64 letters, digits, _ or ., not \"" + name + "\"");
            }
            String place = applicationName + " (" + account.place("name") + ")";
            String owner = owners.putIfAbsent(name, place);
            if (owner != null) {
                account.problem("name", "holds " + name + ", which belongs to application " + owner + " already");
            }
            if (password.isEmpty()) {
                account.problem("password", "is empty: account " + name + " needs one, from the environment");
            } else if (password.length() < SHORTEST_PASSWORD) {
                account.problem("password", "has less than " + SHORTEST_PASSWORD + " characters");
            }
            if (owner == null) written.add(new Written(name, applicationId, password));
            return name;
        });
    }

    /** When all applications are read. */
    AccountSettings settings(Section registrar) {
        String realm = registrar.text("realm").strip();
        if (!REALM.matcher(realm).matches()) {
            registrar.problem("realm", "must be 1 to 128 printable characters without quotes and backslashes");
        }
        var shortest = registrar.duration("min-expires", LEAST, MOST);
        var usual = registrar.duration("default-expires", LEAST, MOST);
        var longest = registrar.duration("max-expires", LEAST, MOST);
        if (shortest.compareTo(usual) > 0 || usual.compareTo(longest) > 0) {
            registrar.problem("default-expires", "must not be below min-expires or above max-expires");
        }
        var interval = registrar.duration("check-interval", Duration.ZERO, MOST_INTERVAL);
        if (interval.isPositive() && interval.compareTo(LEAST_INTERVAL) < 0) {
            registrar.problem(
                    "check-interval", "must be 0 s, for never, or at least " + LEAST_INTERVAL.toSeconds() + " s");
        }
        var settings = new RegistrarSettings(
                realm,
                algorithms(registrar),
                agents(registrar),
                shortest,
                usual,
                longest,
                registrar.number("max-contacts", 1, 100),
                registrar.number("max-failures", 1, 1_000));
        boolean everybody = registrar.oneOf("challenge", Challenge.class) == Challenge.EVERYBODY;
        var accounts = written.stream()
                .map(one -> AccountSecrets.account(one.name(), one.applicationId(), realm, one.password()))
                .toList();
        return new AccountSettings(settings, interval, everybody, accounts);
    }

    private static List<String> agents(Section registrar) {
        var agents = registrar.texts("md5-only-agents");
        if (agents.stream().anyMatch(String::isBlank)) {
            registrar.problem("md5-only-agents", "holds an empty text: every telephone would be offered MD5 only");
        }
        return agents;
    }

    private static Set<DigestAlgorithm> algorithms(Section registrar) {
        var algorithms = EnumSet.noneOf(DigestAlgorithm.class);
        for (String name : registrar.texts("algorithms")) {
            var known = DigestAlgorithm.of(name).filter(SERVED::contains);
            if (known.isEmpty()) {
                registrar.problem("algorithms", "may hold SHA-256 and MD5, not \"" + name + "\"");
            }
            known.ifPresent(algorithms::add);
        }
        if (algorithms.isEmpty()) registrar.problem("algorithms", "is empty: nobody could prove anything");
        return algorithms;
    }
}

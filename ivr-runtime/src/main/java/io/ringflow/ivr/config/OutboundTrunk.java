package io.ringflow.ivr.config;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.trunk.OutboundSide;
import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.ivr.trunk.TrunkUpkeep;
import io.ringflow.sip.Transport;
import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a trunk says about calls of ours. Pure. */
final class OutboundTrunk {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9A-Za-z*#._-]{1,64}");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:\\[\\]-]{1,255}");
    private static final String ALL_NUMBERS = "*";
    /** Longer than one waits for an answer. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    private static final Duration MOST_INTERVAL = Duration.ofHours(1);
    private static final Duration LEAST_REGISTRATION = Duration.ofSeconds(30);
    private static final Duration MOST_REGISTRATION = Duration.ofDays(1);

    private OutboundTrunk() {}

    /** Empty when it has no peer: then no call goes out by it. */
    static Optional<OutboundSide> read(Section trunk) {
        boolean used = !trunk.text("peer").isBlank();
        var transport = trunk.oneOf("transport", Transport.class);
        var domain = domain(trunk);
        var account = account(trunk);
        var rule = trunk.oneOf("caller", CallerRule.class);
        var number = callerNumber(trunk, used && rule == CallerRule.FIXED);
        int maxCalls = trunk.number("max-calls", 1, 1_000_000);
        int rate = trunk.number("calls-per-second", 1, 100_000);
        var prefixes = prefixes(trunk);
        var upkeep = new TrunkUpkeep(checkInterval(trunk), registration(trunk, account, number));
        if (!used) return Optional.empty();
        return Values.peer(trunk, "peer")
                .map(peer -> new OutboundSide(
                        peer, transport, domain, account, rule, number, maxCalls, rate, prefixes, upkeep));
    }

    private static Optional<TrunkUpkeep.Registration> registration(
            Section trunk, Optional<DigestClient> account, String number) {
        var expires = trunk.duration("register-expires", LEAST_REGISTRATION, MOST_REGISTRATION);
        if (!trunk.flag("register")) return Optional.empty();
        String user = trunk.text("user").strip();
        if (account.isEmpty()) trunk.problem("register", "needs a user: it is what is registered");
        if (!NUMBER.matcher(user).matches()) {
            trunk.problem("user", "must be 1 to 64 letters and digits to be registered, not \"" + user + "\"");
            return Optional.empty();
        }
        String contact = number.isEmpty() ? user : number;
        return account.map(digest -> new TrunkUpkeep.Registration(user, contact, expires, digest));
    }

    private static Duration checkInterval(Section trunk) {
        var interval = trunk.duration("check-interval", Duration.ZERO, MOST_INTERVAL);
        if (interval.isPositive() && interval.compareTo(LEAST_INTERVAL) < 0) {
            trunk.problem("check-interval", "must be 0 s, for never, or at least " + LEAST_INTERVAL.toSeconds() + " s");
        }
        return interval;
    }

    private static String domain(Section trunk) {
        String domain = trunk.text("from-domain").strip();
        if (domain.isEmpty() || HOST.matcher(domain).matches()) return domain;
        trunk.problem("from-domain", "must be a host, not \"" + domain + "\"");
        return "";
    }

    private static Optional<DigestClient> account(Section trunk) {
        String user = trunk.text("user").strip();
        String password = trunk.text("password");
        if (user.isEmpty() && !password.isEmpty()) trunk.problem("password", "is there without a user");
        if (user.isEmpty()) return Optional.empty();
        return Optional.of(new DigestClient(Credentials.of(user, password)));
    }

    private static String callerNumber(Section trunk, boolean required) {
        String number = AccessNumber.plain(trunk.text("caller-number"));
        if (number.isEmpty()) {
            if (required) trunk.problem("caller-number", "is empty: with caller = fixed it is what everybody is shown");
            return "";
        }
        if (!NUMBER.matcher(number).matches()) {
            trunk.problem("caller-number", "must be a number, not \"" + number + "\"");
        }
        return number;
    }

    private static List<String> prefixes(Section trunk) {
        List<String> prefixes = new ArrayList<>();
        for (String written : trunk.texts("prefixes")) {
            String prefix = written.strip();
            if (prefix.equals(ALL_NUMBERS)) {
                prefixes.add("");
            } else if (prefix.equals("+") || NUMBER.matcher(prefix).matches()) {
                prefixes.add(prefix);
            } else {
                trunk.problem("prefixes", "holds \"" + written + "\", which no number begins with");
            }
        }
        if (trunk.texts("prefixes").isEmpty()) trunk.problem("prefixes", "is empty: it would serve no number");
        return prefixes;
    }
}

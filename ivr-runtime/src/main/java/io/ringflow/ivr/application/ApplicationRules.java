package io.ringflow.ivr.application;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the values of an application must be like, wherever they are written. Pure. */
public final class ApplicationRules {

    public static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
    public static final Duration MOST_TIMEOUT = Duration.ofMinutes(2);

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{32}");

    private ApplicationRules() {}

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** A URL that can be asked: http or https, with a host, without a user or a fragment. */
    public static Optional<URI> webUrl(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return web && plain ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether it is {@code host} or {@code host:port}, in lower case. */
    public static boolean isHost(String lower) {
        return !lower.isEmpty() && lower.chars().noneMatch(c -> "/*@".indexOf(c) >= 0 || Character.isWhitespace(c));
    }

    static boolean isTimeout(Duration timeout) {
        return timeout.compareTo(LEAST_TIMEOUT) >= 0 && timeout.compareTo(MOST_TIMEOUT) <= 0;
    }
}

package io.ringflow.sip.digest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One WWW-Authenticate or Proxy-Authenticate value that we can answer (RFC 7616 §3.3).
 *
 * @param realm whose password is asked for
 * @param opaque returned as it came; empty text if it was given empty
 * @param session whether the algorithm is the {@code -sess} variant
 * @param qops protections offered, in lower case; empty for a peer of RFC 2069
 * @param stale the nonce alone was wrong: the password is good
 * @param userhash whether the name may be hidden (RFC 7616 §3.4.4)
 */
public record Challenge(
        String realm,
        String nonce,
        Optional<String> opaque,
        DigestAlgorithm algorithm,
        boolean session,
        Set<String> qops,
        boolean stale,
        boolean userhash) {

    private static final int LONGEST_NONCE = 1_024;

    /** Empty for another scheme, an unknown algorithm, or a qop we don't speak. */
    public static Optional<Challenge> parse(String header) {
        return AuthParameters.of(header).flatMap(Challenge::of);
    }

    private static Optional<Challenge> of(AuthParameters given) {
        String token = given.get("algorithm").orElse("MD5");
        boolean session = token.toLowerCase(Locale.ROOT).endsWith("-sess");
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.of(session ? token.substring(0, token.length() - "-sess".length()) : token);
        Set<String> qops = Stream.of(given.text("qop").split(","))
                .map(qop -> qop.strip().toLowerCase(Locale.ROOT))
                .filter(qop -> !qop.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        boolean speakable = qops.isEmpty() || qops.contains("auth") || qops.contains("auth-int");
        String nonce = given.text("nonce");
        boolean sound = given.get("realm").isPresent() && !nonce.isEmpty() && nonce.length() <= LONGEST_NONCE;
        if (algorithm.isEmpty() || !speakable || !sound) {
            return Optional.empty();
        }
        return Optional.of(new Challenge(
                given.text("realm"),
                nonce,
                given.get("opaque"),
                algorithm.get(),
                session,
                qops,
                given.text("stale").equalsIgnoreCase("true"),
                given.text("userhash").equalsIgnoreCase("true")));
    }

    /** The protection to use: of the request line, or of the body too when nothing less is offered. */
    Optional<String> qop() {
        if (qops.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(qops.contains("auth") ? "auth" : "auth-int");
    }

    String algorithmToken() {
        return algorithm.token() + (session ? "-sess" : "");
    }
}

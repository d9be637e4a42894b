package io.ringflow.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for passwords and checks what comes (RFC 7616 §3.3, §3.4; RFC 8760 §2). Thread-safe.
 *
 * <p>Challenges are one header line per algorithm, the strongest first; each has a nonce of its own that only this
 * server can have made.
 */
public final class DigestServer {
    private final String realm;
    private final List<DigestAlgorithm> algorithms;
    private final Nonces nonces;
    private final Secrets secrets;

    /** Knows who may come in. */
    @FunctionalInterface
    public interface Secrets {
        /** H(user:realm:password) by that function, lower-case hexadecimal; empty if there is no such user. */
        Optional<String> of(String user, DigestAlgorithm algorithm);
    }

    /** What is to be done with a request. */
    public sealed interface Verdict {
        /** It comes from this user. */
        record Accepted(String user) implements Verdict {}

        /** It must be asked (again): 401 or 407 with {@link DigestServer#challenges}. */
        record Asked(boolean stale) implements Verdict {}

        /** The user or the password is wrong: asked again, and counted by who guards against guessing. */
        record Wrong(String user) implements Verdict {}
    }

    /** @param algorithms those that are offered; none weaker is taken */
    public DigestServer(String realm, Set<DigestAlgorithm> algorithms, Nonces nonces, Secrets secrets) {
        this.realm = realm;
        this.algorithms = algorithms.stream().sorted(Comparator.reverseOrder()).toList();
        this.nonces = nonces;
        this.secrets = secrets;
    }

    /** H(user:realm:password), as a store may keep it instead of the password. */
    public static String secret(DigestAlgorithm algorithm, String user, String realm, String password) {
        return DigestResponse.secret(algorithm, user, realm, password);
    }

    /** Who these credentials say they are, right or wrong; empty if none are for our realm. */
    public Optional<String> claimed(List<String> authorizations) {
        return ours(authorizations).map(given -> given.text("username"));
    }

    /** Values of WWW-Authenticate or Proxy-Authenticate, in order. */
    public List<String> challenges(boolean stale) {
        return challenges(stale, Set.copyOf(algorithms));
    }

    /** The same for a client that may be offered these only. */
    public List<String> challenges(boolean stale, Set<DigestAlgorithm> offered) {
        List<String> lines = new ArrayList<>();
        for (DigestAlgorithm algorithm : algorithms) {
            if (!offered.contains(algorithm)) {
                continue;
            }
            lines.add("Digest realm=" + AuthParameters.quote(realm) + ", nonce=\"" + nonces.make(realm)
                    + "\", algorithm=" + algorithm.token() + ", qop=\"auth,auth-int\"" + (stale ? ", stale=true" : ""));
        }
        return List.copyOf(lines);
    }

    /**
     * Judges the Authorization or Proxy-Authorization lines of a request; those for other realms are passed over.
     *
     * @param requestUri as it stands in the request line; the credentials must name the same
     */
    public Verdict judge(String method, String requestUri, byte[] body, List<String> authorizations) {
        return ours(authorizations)
                .map(given -> judge(method, requestUri, body, given))
                .orElse(new Verdict.Asked(false));
    }

    private Optional<AuthParameters> ours(List<String> authorizations) {
        return authorizations.stream()
                .flatMap(line -> AuthParameters.of(line).stream())
                .filter(given -> given.text("realm").equals(realm))
                .findFirst();
    }

    private Verdict judge(String method, String requestUri, byte[] body, AuthParameters given) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.of(given.get("algorithm").orElse("MD5")).filter(algorithms::contains);
        String qop = given.text("qop");
        boolean readable = (qop.equals("auth") || qop.equals("auth-int"))
                && given.text("nc").matches("[0-9a-fA-F]{8}")
                && given.text("uri").equals(requestUri);
        if (algorithm.isEmpty() || !readable) {
            return new Verdict.Asked(false);
        }
        if (!nonces.isOurs(given.text("nonce"), realm)) {
            return new Verdict.Asked(true);
        }
        String user = given.text("username");
        Optional<String> secret = secrets.of(user, algorithm.get());
        // An unknown user costs as much time as a wrong password.
        String expected = new DigestResponse(
                        algorithm.get(),
                        secret.orElse(""),
                        false,
                        given.text("nonce"),
                        given.text("cnonce"),
                        Optional.of(qop),
                        given.text("nc"),
                        method,
                        requestUri,
                        body)
                .value();
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                given.text("response").getBytes(StandardCharsets.UTF_8));
        if (secret.isEmpty() || !right) {
            return new Verdict.Wrong(user);
        }
        boolean fresh = nonces.use(given.text("nonce"), Long.parseLong(given.text("nc"), 16));
        return fresh ? new Verdict.Accepted(user) : new Verdict.Asked(true);
    }
}

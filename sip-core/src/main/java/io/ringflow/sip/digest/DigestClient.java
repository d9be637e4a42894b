package io.ringflow.sip.digest;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers challenges with one account, and counts how often each nonce was used. Shared by all requests of that account;
 * thread-safe.
 */
public final class DigestClient {
    private static final int MOST_NONCES = 1_000;
    /** Proxies on the way may ask one after another; more than these is a loop. */
    private static final int MOST_ROUNDS = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Credentials credentials;
    private final Supplier<String> cnonces;
    private final Map<String, Integer> uses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_NONCES;
        }
    };

    /** Which header a challenge stood in, and which one answers it. */
    public enum Place {
        /** 401: the user agent itself. */
        SERVER("WWW-Authenticate", "Authorization"),
        /** 407: a proxy on the way. */
        PROXY("Proxy-Authenticate", "Proxy-Authorization");

        private final String challenge;
        private final String answer;

        Place(String challenge, String answer) {
            this.challenge = challenge;
            this.answer = answer;
        }

        public String challengeHeader() {
            return challenge;
        }

        public String answerHeader() {
            return answer;
        }
    }

    /** A header line to add to the request when it is sent again. */
    public record Answer(Place place, String value) {}

    /** What is asked, in the words of the request that was refused. */
    public record Question(String method, String uri, byte[] body, List<String> server, List<String> proxy) {}

    public DigestClient(Credentials credentials) {
        this(credentials, DigestClient::randomCnonce);
    }

    DigestClient(Credentials credentials, Supplier<String> cnonces) {
        this.credentials = credentials;
        this.cnonces = cnonces;
    }

    /** Begins a request that may be challenged. */
    public Attempts attempts() {
        return new Attempts();
    }

    /** One request and the challenges to it so far. Owned by who sends the request. */
    public final class Attempts {
        private final Set<Asked> asked = new HashSet<>();
        private final Map<Asked, String> answers = new LinkedHashMap<>();
        private int rounds;

        private record Asked(Place place, String realm) {}

        /**
         * The lines that answer these challenges, and those that answered earlier ones of other realms. Empty when there
         * is nothing that we could say, or have not said: a realm that asks again refuses us, unless only its nonce was
         * stale.
         */
        public Optional<List<Answer>> answer(Question question) {
            rounds++;
            if (rounds > MOST_ROUNDS) {
                return Optional.empty();
            }
            boolean server = answer(Place.SERVER, question.server(), question);
            boolean proxy = answer(Place.PROXY, question.proxy(), question);
            if (!server && !proxy) {
                return Optional.empty();
            }
            List<Answer> lines = new ArrayList<>();
            answers.forEach((realm, value) -> lines.add(new Answer(realm.place(), value)));
            return Optional.of(List.copyOf(lines));
        }

        private boolean answer(Place place, List<String> headers, Question question) {
            Map<String, Challenge> chosen = new LinkedHashMap<>();
            for (String header : headers) {
                Challenge.parse(header)
                        .filter(challenge -> credentials.isFor(challenge.realm()))
                        .ifPresent(challenge -> chosen.merge(challenge.realm(), challenge, Attempts::stronger));
            }
            boolean any = false;
            for (Challenge challenge : chosen.values()) {
                var realm = new Asked(place, challenge.realm());
                String before = answers.getOrDefault(realm, "");
                boolean sameNonce = before.contains("nonce=" + AuthParameters.quote(challenge.nonce()));
                if (asked.add(realm) || (challenge.stale() && !sameNonce)) {
                    answers.put(realm, value(challenge, question));
                    any = true;
                }
            }
            return any;
        }

        /** RFC 8760 §2.4: the server's order is its preference among equals; we never take the weaker one. */
        private static Challenge stronger(Challenge first, Challenge other) {
            return other.algorithm().compareTo(first.algorithm()) > 0 ? other : first;
        }
    }

    private String value(Challenge challenge, Question question) {
        DigestAlgorithm algorithm = challenge.algorithm();
        Optional<String> qop = challenge.qop();
        String cnonce = cnonces.get();
        String count = "%08x".formatted(use(challenge.nonce()));
        String secret = DigestResponse.secret(algorithm, credentials.user(), challenge.realm(), credentials.password());
        String response = new DigestResponse(
                        algorithm,
                        secret,
                        challenge.session(),
                        challenge.nonce(),
                        cnonce,
                        qop,
                        count,
                        question.method(),
                        question.uri(),
                        question.body())
                .value();
        String user = challenge.userhash()
                ? algorithm.hash(credentials.user() + ":" + challenge.realm())
                : credentials.user();
        var text = new StringBuilder("Digest username=").append(AuthParameters.quote(user));
        text.append(", realm=").append(AuthParameters.quote(challenge.realm()));
        text.append(", nonce=").append(AuthParameters.quote(challenge.nonce()));
        text.append(", uri=").append(AuthParameters.quote(question.uri()));
        text.append(", response=").append(AuthParameters.quote(response));
        text.append(", algorithm=").append(challenge.algorithmToken());
        if (qop.isPresent() || challenge.session()) {
            text.append(", cnonce=").append(AuthParameters.quote(cnonce));
        }
        qop.ifPresent(protection ->
                text.append(", qop=").append(protection).append(", nc=").append(count));
        challenge.opaque().ifPresent(opaque -> text.append(", opaque=").append(AuthParameters.quote(opaque)));
        if (challenge.userhash()) {
            text.append(", userhash=true");
        }
        return text.toString();
    }

    private int use(String nonce) {
        synchronized (uses) {
            return uses.merge(nonce, 1, Integer::sum);
        }
    }

    private static String randomCnonce() {
        byte[] octets = new byte[12];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().encodeToString(octets);
    }
}

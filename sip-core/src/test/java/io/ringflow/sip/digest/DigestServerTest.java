package io.ringflow.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.DigestServer.Verdict;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Passwords asked for and checked, with our own client as the peer: the sums have vectors of their own. */
class DigestServerTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] NONE = {};
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final FakeTime time = new FakeTime();
    private final Nonces nonces = new Nonces(KEY, LIFETIME, 3, time);
    private final DigestServer server = new DigestServer(
            "realm",
            Set.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256),
            nonces,
            (user, algorithm) -> user.equals("alice")
                    ? Optional.of(DigestResponse.secret(algorithm, user, "realm", "secret"))
                    : Optional.empty());

    @Test
    void theStrongestIsAskedForFirst() {
        assertThat(server.challenges(false)).hasSize(2);
        assertThat(server.challenges(false).getFirst()).contains("algorithm=SHA-256");
        assertThat(server.challenges(true).getLast()).contains("algorithm=MD5").endsWith("stale=true");
    }

    @Test
    void whoKnowsThePasswordComesIn() {
        assertThat(judge(answer("alice", "secret"))).isEqualTo(new Verdict.Accepted("alice"));
    }

    @Test
    void whoDoesNotIsWrong() {
        assertThat(judge(answer("alice", "guess"))).isEqualTo(new Verdict.Wrong("alice"));
        assertThat(judge(answer("bob", "secret"))).isEqualTo(new Verdict.Wrong("bob"));
    }

    /** There is no secret of an account that is not there, and an empty one would be easy to guess. */
    @Test
    void nobodyProvesAnAccountThatIsNotThere() {
        String nonce = nonces.make("realm");
        String response = new DigestResponse(
                        DigestAlgorithm.MD5,
                        "",
                        false,
                        nonce,
                        "c",
                        Optional.of("auth"),
                        "00000001",
                        "REGISTER",
                        "sip:h",
                        NONE)
                .value();
        String line = "Digest username=\"bob\", realm=\"realm\", nonce=\"" + nonce + "\", uri=\"sip:h\", response=\""
                + response + "\", algorithm=MD5, cnonce=\"c\", qop=auth, nc=00000001";
        assertThat(judge(line)).isEqualTo(new Verdict.Wrong("bob"));
    }

    @Test
    void whoSaysNothingOrOfAnotherRealmIsAsked() {
        assertThat(server.judge("REGISTER", "sip:h", NONE, List.of())).isEqualTo(new Verdict.Asked(false));
        assertThat(judge(answer("alice", "secret").replace("realm=\"realm\"", "realm=\"other\"")))
                .isEqualTo(new Verdict.Asked(false));
    }

    @Test
    void aRequestCantBeReplayedOrUsedForAnother() {
        String answer = answer("alice", "secret");
        judge(answer);

        assertThat(judge(answer)).isEqualTo(new Verdict.Asked(true));
        assertThat(server.judge("REGISTER", "sip:other", NONE, List.of(answer("alice", "secret"))))
                .isEqualTo(new Verdict.Asked(false));
        assertThat(server.judge("INVITE", "sip:h", NONE, List.of(answer("alice", "secret"))))
                .isEqualTo(new Verdict.Wrong("alice"));
    }

    @Test
    void aNonceGrowsOldAndForeignOnesAreNotTaken() {
        String answer = answer("alice", "secret");
        time.advance(LIFETIME.plusMillis(1));
        assertThat(judge(answer)).isEqualTo(new Verdict.Asked(true));

        var foreign = new Nonces(Nonces.randomKey(), LIFETIME, 3, time);
        assertThat(nonces.isOurs(foreign.make("realm"), "realm")).isFalse();
        assertThat(nonces.isOurs(nonces.make("other"), "realm")).isFalse();
        assertThat(nonces.isOurs("not base64!", "realm")).isFalse();
        assertThat(new Nonces(KEY, LIFETIME, 3, time).isOurs(nonces.make("realm"), "realm"))
                .isTrue();
    }

    @Test
    void requestsMayOvertakeEachOtherButNoneComesTwice() {
        String nonce = nonces.make("realm");

        assertThat(nonces.use(nonce, 5)).isTrue();
        assertThat(nonces.use(nonce, 3)).isTrue();
        assertThat(nonces.use(nonce, 3)).isFalse();
        assertThat(nonces.use(nonce, 5)).isFalse();
        assertThat(nonces.use(nonce, 100)).isTrue();
        assertThat(nonces.use(nonce, 4)).isFalse();
        assertThat(nonces.use(nonce, 0)).isFalse();
    }

    @Test
    void whatIsForgottenForLackOfRoomCantBeReplayed() {
        String first = nonces.make("realm");
        nonces.use(first, 1);
        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(nonces.use(nonces.make("realm"), 1)).isTrue();
        }

        assertThat(nonces.use(first, 1)).isFalse();
        assertThat(nonces.use(first, 2)).isFalse();
    }

    private Verdict judge(String authorization) {
        return server.judge("REGISTER", "sip:h", NONE, List.of(authorization));
    }

    private String answer(String user, String password) {
        return new DigestClient(Credentials.of(user, password))
                .attempts()
                .answer(new DigestClient.Question("REGISTER", "sip:h", NONE, server.challenges(false), List.of()))
                .orElseThrow()
                .getFirst()
                .value();
    }
}

package io.ringflow.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the RFCs, and what stands in a header. */
class DigestResponseTest {
    private static final byte[] NONE = {};

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA_256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void theExamplesOfRfc7616(DigestAlgorithm algorithm, String response) {
        String challenge = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                + algorithm.token() + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        var client = new DigestClient(
                Credentials.of("Mufasa", "Circle of Life"), () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        String answer = answer(client, "GET", "/dir/index.html", challenge);

        AuthParameters said = AuthParameters.of(answer).orElseThrow();
        assertThat(said.text("response")).isEqualTo(response);
        assertThat(said.text("opaque")).isEqualTo("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
        assertThat(said.text("nc")).isEqualTo("00000001");
        assertThat(said.text("qop")).isEqualTo("auth");
    }

    /**
     * The input of RFC 7616 §3.9.2. What it prints is not of SHA-512/256, as is known of it; these values are of another
     * program, which takes the function from OpenSSL.
     */
    @Test
    void theExampleOfSha512256WithAHiddenName() {
        String challenge = "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256,"
                + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
                + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8, userhash=true";
        var client = new DigestClient(
                Credentials.of("J\u00e4s\u00f8n Doe", "Secret, or not?"), () -> "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm");

        AuthParameters said =
                AuthParameters.of(answer(client, "GET", "/doe.json", challenge)).orElseThrow();

        assertThat(said.text("username")).isEqualTo("793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b");
        assertThat(said.text("response")).isEqualTo("7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c");
        assertThat(said.text("userhash")).isEqualTo("true");
    }

    /** RFC 2617 §3.5. */
    @Test
    void theExampleOfRfc2617() {
        var response = new DigestResponse(
                DigestAlgorithm.MD5,
                DigestResponse.secret(DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", "Circle Of Life"),
                false,
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                "0a4f113b",
                Optional.of("auth"),
                "00000001",
                "GET",
                "/dir/index.html",
                NONE);

        assertThat(response.value()).isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    @Test
    void theBodyIsCoveredOnlyWhenNothingLessIsOffered() {
        var client = new DigestClient(Credentials.of("u", "p"), () -> "c");
        String integrity = "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"";
        var one = new DigestClient.Question(
                "INVITE", "sip:a@b", "one".getBytes(StandardCharsets.UTF_8), List.of(integrity), List.of());
        var two = new DigestClient.Question(
                "INVITE", "sip:a@b", "two".getBytes(StandardCharsets.UTF_8), List.of(integrity), List.of());

        assertThat(response(new DigestClient(Credentials.of("u", "p"), () -> "c"), one))
                .isNotEqualTo(response(client, two));
        assertThat(answer(client, "INVITE", "sip:a@b", "Digest realm=\"r\", nonce=\"m\", qop=\"auth-int,auth\""))
                .contains("qop=auth,");
    }

    @Test
    void ofSeveralChallengesOfARealmTheStrongestKnownIsAnsweredAlone() {
        var client = new DigestClient(Credentials.of("u", "p"));
        List<String> challenges = List.of(
                "Digest realm=\"r\", nonce=\"1\", algorithm=MD5",
                "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256",
                "Digest realm=\"r\", nonce=\"3\", algorithm=SHA3-1024",
                "Basic realm=\"r\"",
                "Digest realm=\"r\", nonce=\"4\", algorithm=SHA-512-256");

        var answers = client.attempts()
                .answer(new DigestClient.Question("INVITE", "sip:a@b", NONE, challenges, List.of()))
                .orElseThrow();

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().value()).contains("nonce=\"2\"").contains("algorithm=SHA-256");
    }

    @Test
    void aStaleNonceIsAnsweredAgainOnlyWithAnotherOne() {
        var attempts = new DigestClient(Credentials.of("u", "p")).attempts();
        assertThat(attempts.answer(stale("1"))).isPresent();
        assertThat(attempts.answer(stale("2"))).isPresent();
        assertThat(attempts.answer(stale("2"))).isEmpty();
    }

    private static DigestClient.Question stale(String nonce) {
        var challenge = "Digest realm=\"r\", stale=true, nonce=\"" + nonce + "\"";
        return new DigestClient.Question("INVITE", "sip:a@b", NONE, List.of(challenge), List.of());
    }

    @Test
    void anAccountForOneRealmIsNotToldToAnother() {
        var client = new DigestClient(new Credentials("u", "p", Optional.of("ours")));

        assertThat(client.attempts()
                        .answer(new DigestClient.Question(
                                "INVITE", "sip:a@b", NONE, List.of("Digest realm=\"theirs\", nonce=\"1\""), List.of())))
                .isEmpty();
        assertThat(Credentials.of("u", "secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest",
                "Digest realm",
                "Digest realm=\"r",
                "Digest realm=\"r\"",
                "Digest realm=\"r\", realm=\"s\", nonce=\"n\"",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\"",
                "Bearer realm=\"r\", nonce=\"n\""
            })
    void whatCantBeReadIsNoChallenge(String header) {
        assertThat(Challenge.parse(header)).isEmpty();
    }

    @Test
    void aQuoteInARealmStaysOne() {
        var client = new DigestClient(Credentials.of("u", "p"));

        assertThat(answer(client, "BYE", "sip:a@b", "Digest realm=\"a\\\"b, c=d\", nonce=\"n\""))
                .contains("realm=\"a\\\"b, c=d\"");
    }

    private static String response(DigestClient client, DigestClient.Question question) {
        return AuthParameters.of(client.attempts()
                        .answer(question)
                        .orElseThrow()
                        .getFirst()
                        .value())
                .orElseThrow()
                .text("response");
    }

    private static String answer(DigestClient client, String method, String uri, String challenge) {
        return client.attempts()
                .answer(new DigestClient.Question(method, uri, NONE, List.of(challenge), List.of()))
                .orElseThrow()
                .getFirst()
                .value();
    }
}

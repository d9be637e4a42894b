package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.leg.ClientRegistration;
import io.ringflow.sip.leg.ClientRegistration.Outcome;
import io.ringflow.sip.leg.ClientRegistration.Terms;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 3261 §10.2: registering with a carrier, as a user agent does. */
class ClientRegistrationTest {
    private static final Duration WANTED = Duration.ofSeconds(600);

    private final CallingLab lab = new CallingLab();
    private final List<Outcome> told = new ArrayList<>();
    private final ClientRegistration registration = lab.endpoint.registration(new Terms(
            "sip:carrier.example",
            "sip:4008001234@carrier.example",
            "4008001234",
            FakeRequest.LISTENER,
            new DigestClient(Credentials.of("pilot", "a good password"))));

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private Sent register(Duration expires) {
        registration.send(FakeRequest.PEER, expires, told::add);
        return lab.last("REGISTER");
    }

    private String contact() {
        return CallingLab.header(lab.last("REGISTER").request(), "Contact");
    }

    @Test
    void aChallengeIsAnsweredAndWhatIsGrantedIsTold() {
        Sent first = register(WANTED);
        assertThat(first.request().remoteTarget()).isEqualTo("sip:carrier.example");
        assertThat(first.request().localUri()).isEqualTo("<sip:4008001234@carrier.example>");
        assertThat(contact()).startsWith("<sip:4008001234@");
        assertThat(CallingLab.header(first.request(), "Expires")).isEqualTo("600");
        lab.hears(
                first,
                401,
                response -> response.with(Map.of(
                        "WWW-Authenticate", "Digest realm=\"carrier\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"")));
        Sent second = lab.last("REGISTER");
        assertThat(second.request().cseq()).isEqualTo(first.request().cseq() + 1);
        assertThat(second.request().id()).isEqualTo(first.request().id());
        assertThat(CallingLab.header(second.request(), "Authorization"))
                .contains("username=\"pilot\"", "algorithm=SHA-256", "uri=\"sip:carrier.example\"");
        lab.hears(
                second,
                200,
                response -> response.and("Contact", "<sip:other@192.0.2.7>;expires=9, " + contact() + ";expires=120"));
        assertThat(told).containsExactly(new Outcome(200, Duration.ofSeconds(120), Optional.empty()));
    }

    @Test
    void aWrongPasswordIsNotTriedAgain() {
        Sent first = register(WANTED);
        var challenge =
                Map.of("WWW-Authenticate", "Digest realm=\"carrier\", nonce=\"n\", algorithm=MD5, qop=\"auth\"");
        lab.hears(first, 401, response -> response.with(challenge));
        lab.hears(lab.last("REGISTER"), 401, response -> response.with(challenge));
        assertThat(told).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(401);
            assertThat(outcome.registered()).isFalse();
        });
        assertThat(lab.stack.sent("REGISTER")).hasSize(2);
    }

    @Test
    void whoWantsLongerRegistrationsGetsThemOnce() {
        lab.hears(register(Duration.ofSeconds(60)), 423, response -> response.and("Min-Expires", "1800"));
        assertThat(CallingLab.header(lab.last("REGISTER").request(), "Expires")).isEqualTo("1800");
        lab.hears(lab.last("REGISTER"), 423, response -> response.and("Min-Expires", "7200"));
        assertThat(told).singleElement().extracting(Outcome::status).isEqualTo(423);
    }

    @Test
    void withoutAWordOfTheTimeItIsWhatWasWanted() {
        lab.hears(register(WANTED), 200, response -> response);
        lab.hears(register(WANTED), 200, response -> response.and("Expires", "300"));
        assertThat(told).extracting(Outcome::granted).containsExactly(WANTED, Duration.ofSeconds(300));
    }

    @Test
    void aRefusalTellsWhenToAskAgainAndSilenceIsTold() {
        lab.hears(register(WANTED), 503, response -> response.and("Retry-After", "40"));
        register(WANTED).outcome().onTimeout();
        assertThat(told)
                .containsExactly(
                        new Outcome(503, Duration.ZERO, Optional.of(Duration.ofSeconds(40))),
                        new Outcome(0, Duration.ZERO, Optional.empty()));
    }
}

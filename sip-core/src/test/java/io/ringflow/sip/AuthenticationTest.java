package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Challenges to requests of ours, and that none is answered for ever. */
class AuthenticationTest {
    static final String CHALLENGE = "Digest realm=\"trunk\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256";

    private final CallingLab lab = new CallingLab();

    static CallTarget target() {
        return CallingLab.target().with(new DigestClient(Credentials.of("account", "secret")));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void aChallengedInviteIsSentAgainWithCredentialsThatItsAckCarriesToo() {
        lab.calls(target());
        lab.hears(407, refusal -> refusal.and("Proxy-Authenticate", CHALLENGE));

        assertThat(lab.stack.sent("INVITE")).hasSize(2);
        var second = lab.invite().request();
        assertThat(second.cseq()).isEqualTo(2);
        assertThat(second.id())
                .isEqualTo(lab.stack.sent("INVITE").getFirst().request().id());
        assertThat(CallingLab.header(second, "Proxy-Authorization"))
                .contains("username=\"account\"")
                .contains("uri=\"" + CallingLab.TARGET + "\"")
                .contains("nc=00000001");
        lab.hears(200, answer -> answer.sdp("v=0 answer"));
        assertThat(CallingLab.header(lab.last("ACK").request(), "Proxy-Authorization"))
                .isEqualTo(CallingLab.header(second, "Proxy-Authorization"));
        assertThat(lab.last("ACK").request().cseq()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsSaidOnce() {
        lab.calls(target());
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE));
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE.replace("n1", "n2")));

        assertThat(lab.stack.sent("INVITE")).hasSize(2);
        assertThat(lab.reason().sipStatus()).isEqualTo(401);
    }

    @Test
    void aStaleNonceIsNoWrongPassword() {
        lab.calls(target());
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE));
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE.replace("n1", "n2") + ", stale=true"));

        assertThat(lab.stack.sent("INVITE")).hasSize(3);
    }

    @Test
    void aFarEndThatCallsEveryNonceStaleIsLeftAfterAWhile() {
        lab.calls(target());
        for (int i = 0; i < 20 && lab.owner.ends().isEmpty(); i++) {
            String nonce = "n" + i + "x";
            lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE.replace("n1", nonce) + ", stale=true"));
        }

        assertThat(lab.stack.sent("INVITE")).hasSize(6);
        assertThat(lab.owner.ends()).hasSize(1);
    }

    @Test
    void aProxyAndTheServerBehindItMayBothAsk() {
        lab.calls(target());
        lab.hears(407, refusal -> refusal.and("Proxy-Authenticate", CHALLENGE.replace("trunk", "proxy")));
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE));

        assertThat(CallingLab.header(lab.invite().request(), "Proxy-Authorization"))
                .contains("realm=\"proxy\"");
        assertThat(CallingLab.header(lab.invite().request(), "Authorization")).contains("realm=\"trunk\"");
    }

    @Test
    void aChallengedByeIsSentAgainAndTheSameNonceCountsOn() {
        lab.calls(target());
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE));
        lab.hears(200, answer -> answer.sdp("v=0 answer"));
        lab.givesUp();
        lab.hears(lab.last("BYE"), 401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE));

        assertThat(lab.stack.sent("BYE")).hasSize(2);
        assertThat(CallingLab.header(lab.last("BYE").request(), "Authorization"))
                .contains("nc=00000002");
        lab.last("BYE").answeredWith(200);
        lab.time.settle();
        lab.assertForgotten();
    }

    @Test
    void whoHasNoAccountIsRefused() {
        lab.calls();
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", CHALLENGE));

        assertThat(lab.reason().sipStatus()).isEqualTo(401);
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.sip.SipText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trunk to a carrier that sends calls to whoever has registered, and takes calls from nobody else. */
class RegisteredTrunkCallTest {

    private static final String CHALLENGE = "Digest realm=\"carrier\", nonce=\"abc\", algorithm=MD5, qop=\"auth\"";

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private SipText registered;

    @BeforeEach
    void registers() {
        lab = new CallLab(
                dir,
                (self, base) -> carrier.serves(
                        self,
                        base,
                        Map.of(
                                "register", true,
                                "user", "pilot",
                                "password", "a good password",
                                "caller-number", "4008001234",
                                "from-domain", "carrier.example")));
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play>thanks.wav</Play>").body());
        var first = carrier.phone().sip().expect("REGISTER");
        assertThat(first.uri()).isEqualTo("sip:carrier.example");
        assertThat(first.header("To")).isEqualTo("<sip:pilot@carrier.example>");
        var asked = SipText.answer(first, 401, "Unauthorized").plus("WWW-Authenticate", CHALLENGE);
        carrier.phone().sip().answer(first, asked.with("To", first.header("To") + ";tag=registrar"));
        registered = accepted(120);
        assertThat(registered.header("Authorization")).contains("username=\"pilot\"", "nc=00000001");
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private SipText accepted(int seconds) {
        var register = carrier.phone().sip().expect("REGISTER");
        var answer = SipText.answer(register, 200, "OK");
        carrier.phone()
                .sip()
                .answer(
                        register,
                        answer.with("To", register.header("To") + ";tag=registrar")
                                .plus("Contact", register.header("Contact") + ";expires=" + seconds));
        return register;
    }

    @Test
    void aCallOfTheCarrierToTheContactReachesTheNumber() {
        var contact = registered.header("Contact").replaceAll("[<>]", "");
        assertThat(contact).startsWith("sip:4008001234@");
        carrier.phone().calls(contact);
        lab.hears(carrier.phone(), "thanks.wav");
        lab.isHungUp(carrier.phone());
        assertThat(lab.app().requests().getFirst().params()).containsEntry("to", "4008001234");
    }

    @Test
    void itIsRenewedInTimeWithTheSameCallId() {
        lab.advance(Duration.ofSeconds(103));
        var renewed = accepted(120);
        assertThat(renewed.callId()).isEqualTo(registered.callId());
        assertThat(renewed.sequence()).isGreaterThan(registered.sequence());
        assertThat(renewed.header("Expires")).isEqualTo("600");
    }
}

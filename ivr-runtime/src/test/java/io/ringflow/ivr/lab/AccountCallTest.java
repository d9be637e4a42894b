package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 1.1 and 3.6: telephones with VoIP accounts of the application call it, and are called by it. */
class AccountCallTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int HOUR = 3_600;

    @TempDir
    Path dir;

    private CallLab lab;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, base -> base.application("numbers", List.of("100"))
                .application("accounts", List.of(Telephone.account("8001"), Telephone.account("8002"))));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private Telephone telephone(String account) {
        return new Telephone(lab, account);
    }

    private void answer(String asked, String document) {
        lab.app().on(asked, FlowReply.response(document).body());
    }

    private FlowRequest asked(String name) {
        lab.until(name, SOON, () -> lab.app().requests().stream()
                .anyMatch(request -> request.name().equals(name)));
        return lab.app().requests().stream()
                .filter(request -> request.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAccountThatProvesItselfCallsTheApplicationUnderItsName() {
        answer("startservice", "<Play>thanks.wav</Play>");
        var telephone = telephone("8001");
        var call = telephone.dials("100");
        telephone.phone().connect(call.answered());
        lab.hears(telephone.phone(), "thanks.wav");
        lab.until("is hung up", SOON, call::farEndHungUp);
        assertThat(asked("startservice").params()).containsEntry("from", "8001").containsEntry("to", "100");
        asked("stopservice");
    }

    @Test
    void anAccountReachesNothingButTheNumbersOfItsApplication() {
        assertThat(telephone("8001").dials("101").refused().status()).isEqualTo(404);
        assertThat(telephone("8001").dials("8002").refused().status()).isEqualTo(404);
        assertThat(lab.app().requests()).isEmpty();
    }

    /** threats.md S13: a From that is somebody else's is worth nothing. */
    @Test
    void whoOnlySaysToBeAnAccountReachesNobody() {
        assertThat(lab.phone("8001").dials(lab.uri("100")).refused().status()).isEqualTo(401);
        assertThat(lab.app().requests()).isEmpty();
    }

    @Test
    void aConsultationRingsAllTelephonesOfAnAccountAndTheFirstThatAnswersTalks() {
        answer("startservice", "<ConsultationCall number='8001' timeout='30' hangupurl='over'/>");
        answer("over", "<Play>thanks.wav</Play>");
        var desk = telephone("8001").registers(HOUR);
        var mobile = telephone("8001").registers(HOUR);
        var caller = lab.phone("13800138000");
        caller.calls(lab.uri("100"));
        Callee atDesk = desk.isCalled().rings();
        Callee onTheWay = mobile.isCalled().rings();
        assertThat(atDesk.invite().uri())
                .as("its contact, though it is behind a NAT")
                .contains("10.20.30.40");
        mobile.answers(onTheWay);
        lab.until("the other stops ringing", SOON, atDesk::cancelled);
        caller.rtp().speak(Tone.of(440));
        lab.until("it hears the caller", SOON, () -> mobile.phone().hears(440));
        onTheWay.bye();
        asked("over");
        lab.hears(caller, "thanks.wav");
        lab.isHungUp(caller);
    }

    @Test
    void anAccountThatIsNotRegisteredIsReportedAs107480() {
        answer("startservice", "<ConsultationCall number='8001' noanswerurl='gone'/>");
        answer("gone", "<Play>thanks.wav</Play>");
        telephone("8001").registers(HOUR).registers(0);
        var caller = lab.phone("13800138000");
        caller.calls(lab.uri("100"));
        assertThat(asked("gone").param("reason")).isEqualTo("107480");
        lab.isHungUp(caller);
        assertThat(refusal("8001")).isEqualTo(480);
    }

    @Test
    void aTelephoneIsDialledAndItsFlowRunsOnThatLeg() {
        answer("startservice", "<Play>thanks.wav</Play>");
        var telephone = telephone("8002").registers(HOUR);
        dial("8002");
        Callee callee = telephone.isCalled().rings();
        assertThat(callee.invite().header("From")).contains("sip:4001234567@127.0.0.1");
        telephone.answers(callee);
        lab.hears(telephone.phone(), "thanks.wav");
        lab.until("is hung up", SOON, callee::farEndHungUp);
        assertThat(asked("stopservice").params())
                .containsEntry("number", "8002")
                .containsEntry("errorcode", "000000");
    }

    @Test
    void aRegistrationThatHasRunOutIsNotCalled() {
        telephone("8002").registers(60);
        lab.advance(Duration.ofSeconds(61));
        assertThat(refusal("8002")).isEqualTo(480);
    }

    private void dial(String number) {
        var order = new Dialer.Order(number, Optional.empty(), Optional.of("4001234567"));
        lab.server().dialer().dial(lab.application(), order);
    }

    private int refusal(String number) {
        return catchThrowableOfType(DialRefused.class, () -> dial(number))
                .reason()
                .sipStatus();
    }
}

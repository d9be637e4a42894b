package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow-protocol 8.2: calls that the platform starts. */
class DialCallTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;

    @BeforeEach
    void start() {
        var trunk = Map.of("prefixes", List.of("138"), "max-calls", 1, "user", "ring", "password", "secret");
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, trunk));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private String dial(String number) {
        var order = new Dialer.Order(number, Optional.of("MTIz YQ=="), Optional.of("4001234567"));
        return lab.server().dialer().dial(lab.application(), order).text();
    }

    private FlowRequest stopped() {
        lab.until("stopservice", SOON, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast();
    }

    /** Flow protocol 8.2 callSid, disnumber, answered; D25. */
    @Test
    void answeredTheFlowRunsOnThatLeg() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Get action='key' numdigits='1'><Play>menu.wav</Play></Get>")
                                .body())
                .on(
                        "key",
                        FlowReply.response("<Play>thanks.wav</Play><Hangup/>").body());
        String id = dial("138-0013 8000");
        Callee callee = carrier.phone().isCalled().rings();
        assertThat(callee.invite().header("From")).contains("sip:4001234567@");
        lab.advance(Duration.ofSeconds(3));
        assertThat(lab.app().requests()).as("asked before the answer").isEmpty();
        carrier.answers(callee);
        lab.hears(carrier.phone(), "menu.wav");
        carrier.phone().presses("7");
        lab.hears(carrier.phone(), "thanks.wav");
        lab.until("is hung up", SOON, callee::farEndHungUp);

        assertThat(lab.app().requests().getFirst().params())
                .containsEntry("callid", id)
                .containsEntry("from", "")
                .containsEntry("to", "13800138000")
                .containsEntry("direction", "1")
                .containsEntry("userdata", "MTIz YQ==");
        assertThat(stopped().params())
                .containsEntry("callid", id)
                .containsEntry("errorcode", "000000")
                .containsEntry("number", "13800138000")
                .containsEntry("userdata", "MTIz YQ==")
                .containsKeys("starttime", "endtime", "alertingtime");
    }

    @Test
    void theTrunksAccountAnswersTheCarriersChallenge() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play>thanks.wav</Play>").body());
        dial("13800138000");
        Callee callee = carrier.phone().isCalled().challenges("Digest realm=\"carrier\", nonce=\"n1\", qop=\"auth\"");
        assertThat(callee.invite().header("Proxy-Authorization"))
                .contains("username=\"ring\"")
                .contains("realm=\"carrier\"")
                .doesNotContain("secret");
        carrier.answers(callee);
        lab.hears(carrier.phone(), "thanks.wav");
        lab.until("is hung up", SOON, callee::farEndHungUp);
        stopped();
    }

    /** Threat W11. */
    @Test
    void whatAnApplicationWritesIntoNumbersStaysInThem() {
        for (String number : List.of("138\r\nX-Evil: 1", "138\u0000", "138\u0085X-Evil: 1", "138>;x=<sip:99@evil")) {
            assertThat(catchThrowableOfType(DialRefused.class, () -> dial(number)))
                    .as(number)
                    .isNotNull();
        }
        var order =
                new Dialer.Order("13800138000", Optional.empty(), Optional.of("4001\r\nX-Evil: 1\r\n\r\n>;<sip:a@b"));
        assertThatThrownBy(() -> lab.server().dialer().dial(lab.application(), order))
                .isInstanceOf(DialRefused.class);
        assertThat(lab.app().requests()).isEmpty();
    }

    @Test
    void aCalleeWhoHangsUpEndsTheFlow() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
        dial("13800138000");
        Callee callee = carrier.answers();
        lab.hears(carrier.phone(), "menu.wav");
        lab.advance(Duration.ofSeconds(2));
        callee.bye();
        assertThat(stopped().params()).containsEntry("errorcode", "000000").containsKey("starttime");
    }

    /** Flow protocol 8.2 unanswered. */
    @Test
    void whoIsBusyIsReportedByStopserviceAlone() {
        String id = dial("13800138000");
        carrier.phone().isCalled().refuses(486, "Busy Here");
        assertThat(stopped().params())
                .containsEntry("callid", id)
                .containsEntry("errorcode", "107486")
                .containsEntry("callduration", "0")
                .doesNotContainKey("starttime");
        assertThat(lab.app().requests()).hasSize(1);
    }

    @Test
    void whoDoesNotAnswerWithinAMinuteIsReportedSo() {
        dial("13800138000");
        Callee callee = carrier.phone().isCalled().rings();
        lab.advance(Duration.ofSeconds(61));
        lab.until("the call is taken back", SOON, callee::cancelled);
        assertThat(stopped().param("errorcode")).isEqualTo("107480");
    }

    @Test
    void whatCanNotBeDialledIsRefusedAtOnceAndNotNotified() {
        assertThat(catchThrowableOfType(DialRefused.class, () -> dial("99"))
                        .reason()
                        .sipStatus())
                .isEqualTo(404);
        assertThat(catchThrowableOfType(DialRefused.class, () -> dial("138@evil.example"))
                        .reason()
                        .sipStatus())
                .isEqualTo(404);
        dial("13800138000");
        assertThat(catchThrowableOfType(DialRefused.class, () -> dial("13800138001"))
                        .reason()
                        .sipStatus())
                .isEqualTo(503);
        carrier.phone().isCalled().refuses(603, "Decline");
        stopped();
        assertThat(lab.app().requests()).hasSize(1);
        dial("13800138001");
        carrier.phone().isCalled().refuses(486, "Busy Here");
        lab.until("the second one", SOON, () -> lab.app().requests().size() == 2);
    }
}

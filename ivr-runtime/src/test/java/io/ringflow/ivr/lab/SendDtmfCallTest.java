package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D3: the application has keys pressed, and goes on when the last of them is over. */
class SendDtmfCallTest {

    private static final String KEYS = FlowReply.response(
                    "<SendDTMF duration='100'>1w2#</SendDTMF><Play>thanks.wav</Play><Hangup/>")
            .body();
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    @Test
    void aCallerWithTelephoneEventsReceivesTheKeysThenThePromptBehindThem() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", KEYS);
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "thanks.wav");
            assertThat(caller.rtp().keysHeard()).isEqualTo("12#");
            lab.isHungUp(caller);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "inband"})
    void byOtherWaysTheFlowGoesOnWhenTheLastKeyIsOver(String policy) {
        var trunk = Map.of("name", "carrier", "networks", List.of("127.0.0.0/8"), "dtmf", policy);
        try (var lab = new CallLab(dir, settings -> settings.with("trunks", List.of(trunk)))) {
            lab.app().on("startservice", KEYS);
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "thanks.wav");
            assertThat(caller.rtp().keysHeard()).isEmpty();
            lab.isHungUp(caller);
        }
    }

    @Test
    void whoHangsUpMeanwhileEndsTheCall() {
        try (var lab = new CallLab(dir)) {
            lab.app()
                    .on(
                            "startservice",
                            FlowReply.response("<SendDTMF duration='8000'>123456789</SendDTMF>")
                                    .body());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("a key is pressed", SOON, () -> !caller.rtp().keysHeard().isEmpty());
            caller.hangsUp();
            lab.until("the call is over", SOON, () -> lab.app().requests().size() == 2);
            assertThat(lab.app().requests().get(1).path()).endsWith("stopservice");
        }
    }
}

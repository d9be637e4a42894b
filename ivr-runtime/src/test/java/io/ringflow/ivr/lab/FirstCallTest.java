package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.net.LossRule;
import io.ringflow.testkit.rtp.DtmfKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents' own example: menu, key, thank-you; timeout, second timeout, goodbye. */
class FirstCallTest {

    @TempDir
    Path dir;

    private CallLab lab;
    private Phone caller;

    @BeforeEach
    void start() {
        lab = new CallLab(dir);
        caller = lab.phone("1001");
        lab.app()
                .on(
                        "startservice",
                        response("<Get action='menu' numdigits='1' timeout='5'><Play>menu.wav</Play></Get>"
                                + "<Play>timeout.wav</Play><Redirect tag='second'>gettimeout</Redirect>"))
                .on(
                        "gettimeout",
                        response("<Get action='menu' numdigits='1' timeout='5'><Play>menu.wav</Play></Get>"
                                + "<Play>goodbye.wav</Play><Hangup/>"))
                .on("menu", response("<Play>thanks.wav</Play><Hangup/>"));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void aKeyIsReportedAndThanksAreHeardBeforeTheServerHangsUp() {
        caller.calls(lab.uri("4001234567"));
        lab.hears(caller, "menu.wav");
        caller.presses("1");
        lab.hears(caller, "thanks.wav");
        lab.isHungUp(caller);

        var start = lab.app().takeRequest();
        assertThat(start.method()).isEqualTo("POST");
        assertThat(start.params())
                .containsEntry("from", "1001")
                .containsEntry("to", "4001234567")
                .containsEntry("direction", "0");
        var key = lab.app().takeRequest();
        assertThat(key.name()).isEqualTo("menu");
        assertThat(key.params())
                .containsEntry("digits", "1")
                .containsEntry("result", "0")
                .containsEntry("callid", start.param("callid"));
        lab.until(
                "stopservice", Duration.ofSeconds(2), () -> lab.app().requests().size() == 3);
        var stop = lab.app().takeRequest();
        assertThat(stop.name()).isEqualTo("stopservice");
        assertThat(stop.params()).containsKeys("starttime", "endtime", "callduration");
    }

    @Test
    void aCallerWhoPressesNothingIsAskedTwiceAndTakenLeaveOf() {
        caller.calls(lab.uri("100"));
        lab.hears(caller, "menu.wav");
        lab.until("hears timeout.wav", Duration.ofSeconds(8), () -> caller.hears(CallLab.PROMPTS.get("timeout.wav")));
        lab.hears(caller, "menu.wav");
        lab.until("hears goodbye.wav", Duration.ofSeconds(8), () -> caller.hears(CallLab.PROMPTS.get("goodbye.wav")));
        lab.isHungUp(caller);

        lab.app().takeRequest();
        assertThat(lab.app().takeRequest().params()).containsEntry("tag", "second");
    }

    @Test
    void aCallerWhoHangsUpInThePromptIsReportedOnceWithTheDuration() {
        caller.calls(lab.uri("100"));
        lab.hears(caller, "menu.wav");
        lab.advance(Duration.ofSeconds(3));
        assertThat(caller.hangsUp().status()).isEqualTo(200);
        lab.until(
                "stopservice", Duration.ofSeconds(2), () -> lab.app().requests().size() == 2);
        assertThat(lab.app().requests().getLast().name()).isEqualTo("stopservice");
        assertThat(lab.app().requests().getLast().param("callduration")).isIn("3", "4");
    }

    @Test
    void aKeyByInfoCountsLikeOneByRtp() {
        var call = caller.calls(lab.uri("100"));
        lab.hears(caller, "menu.wav");
        assertThat(call.info('5').status()).isEqualTo(200);
        lab.hears(caller, "thanks.wav");
        assertThat(lab.app().requests().get(1).param("digits")).isEqualTo("5");
        lab.isHungUp(caller);
    }

    @Test
    void aThousandRandomKeysArriveExactlyThroughFivePercentLoss() {
        arriveExactly(LossRule.random(0.05, 7), DtmfKeys.EventLoss.none());
    }

    @Test
    void keysArriveExactlyThoughTheFirstPacketsOfEachAreLost() {
        arriveExactly(LossRule.none(), DtmfKeys.EventLoss.first(3));
    }

    @Test
    void keysArriveExactlyThoughTheLastPacketsOfEachAreLost() {
        arriveExactly(LossRule.none(), DtmfKeys.EventLoss.last(3));
    }

    private void arriveExactly(LossRule wire, DtmfKeys.EventLoss ofEachPress) {
        var sent = new StringBuilder();
        var got = new StringBuilder();
        lab.app()
                .on("startservice", response("<Get action='keys' numdigits='10' timeout='60' finishkey='D'/>"))
                .handle(request -> {
                    got.append(request.param("digits"));
                    return FlowReply.response("<Get action='keys' numdigits='10' timeout='60' finishkey='D'/>");
                });
        caller.calls(lab.uri("100"));
        caller.rtp().through(wire);
        var random = new Random(42);
        for (int i = 0; i < 1_000; i++) {
            String key = String.valueOf("0123456789*#".charAt(random.nextInt(12)));
            sent.append(key);
            caller.rtp().press(key, 160, ofEachPress);
        }
        lab.until("all keys are pressed", Duration.ofMinutes(10), () -> caller.rtp()
                .pressed());
        lab.advance(Duration.ofSeconds(2));
        assertThat(got.toString()).isEqualTo(sent.toString());
        caller.hangsUp();
    }

    private static String response(String commands) {
        return FlowReply.response(commands).body();
    }
}

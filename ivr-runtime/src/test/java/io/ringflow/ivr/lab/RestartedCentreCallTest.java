package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is stopped, and another begins with its files: flow protocol 8.4 AgentOnWork, 4.3 queuetype, with sound. */
class RestartedCentreCallTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int AGENT = 1_800;
    private static final int CALLER = 700;
    private static final int STANDBY = CallLab.PROMPTS.get("thanks.wav");

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();

    private CallLab lab() {
        var lab = new CallLab(dir, (self, base) -> {
            // The server's first word may be before its start has returned.
            answers(self.app());
            return carrier.serves(
                    self, base.with("call-centre.standby-prompt", "thanks.wav"), Map.of("caller-number", "4001234567"));
        });
        carrier.phone().rtp().speak(Tone.of(AGENT));
        return lab;
    }

    private static void answers(FlowServer app) {
        app.handle(_ -> FlowReply.response("<CmdNone/>"));
        app.on(
                "startservice",
                FlowReply.response("<EnterCCS callbackkey='1'><Play loop='-1'>menu.wav</Play></EnterCCS>")
                        .body());
    }

    private static void onDuty(CallLab lab, boolean nailedUp) {
        var queues = Map.of("0", AgentDuty.USUAL_LEVEL);
        lab.server()
                .callCentres()
                .of(lab.application())
                .agentOnWork(new AgentDuty("1001", "138", queues, true, Optional.empty(), Optional.empty(), nailedUp));
    }

    private static Phone caller(CallLab lab, String number) {
        var caller = lab.phone(number);
        caller.rtp().speak(Tone.of(CALLER));
        caller.calls(lab.uri("4001234567"));
        return caller;
    }

    @Test
    void anAgentWhoseLineStaysOpenIsCalledByTheNextServerAndHearsMusicBetweenTalks() {
        try (var first = lab()) {
            onDuty(first, true);
            Callee line = carrier.answers();
            first.until("it hears music", SOON, () -> carrier.phone().hears(STANDBY));
            first.server().endCalls();
            first.until("the line is closed", LATE, line::farEndHungUp);
        }
        try (var next = lab()) {
            Callee line = carrier.answers();
            assertThat(line.number()).isEqualTo("138");
            next.until("it hears music", SOON, () -> carrier.phone().hears(STANDBY));
            var caller = caller(next, "7001");
            next.until(
                    "they talk",
                    SOON,
                    () -> caller.hears(AGENT) && carrier.phone().hears(CALLER));
            next.advance(Duration.ofMillis(300));
            assertThat(carrier.phone().hears(STANDBY)).as("music plays on").isFalse();
            assertThat(caller.hears(STANDBY)).isFalse();
            caller.hangsUp();
            next.until("it hears music again", SOON, () -> carrier.phone().hears(STANDBY));
            assertThat(line.farEndHungUp()).isFalse();
            next.server().endCalls();
            next.until("the line is closed", LATE, line::farEndHungUp);
        }
    }

    @Test
    void aCallerWhoKeepsItsPlaceIsCalledByTheNextServer() {
        try (var first = lab()) {
            var caller = caller(first, "13900000001");
            first.until("hears music", LATE, () -> caller.hears(CallLab.PROMPTS.get("menu.wav")));
            caller.presses("1");
            first.until("is hung up", LATE, () -> caller.call().farEndHungUp());
            first.server().drain();
            onDuty(first, false);
            first.advance(Duration.ofSeconds(1));
            first.keepsATimer();
        }
        try (var next = lab()) {
            Callee back = carrier.phone().isCalled();
            assertThat(back.number()).isEqualTo("13900000001");
            carrier.answers(back);
            next.until("the caller hears music", SOON, () -> carrier.phone().hears(CallLab.PROMPTS.get("menu.wav")));
            Callee agent = carrier.phone().isCalled();
            assertThat(agent.number()).isEqualTo("138");
            agent.refuses(486, "Busy Here");
            back.bye();
        }
    }
}

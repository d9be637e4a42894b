package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.Dialer;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 3263 §4.3: a trunk that can't take a call, or says nothing at all, is left for the next one that serves the number. */
class RouteAdvanceCallTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private Phone first;
    private Phone second;
    private CallLab lab;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> {
            first = self.phone("first");
            second = self.phone("second");
            return base.with(
                    "trunks",
                    List.of(
                            trunk("first", "127.0.0.1", first, Map.of()),
                            trunk("other-codec", "127.0.0.1", first, Map.of("codecs", List.of("PCMU"))),
                            trunk("second", "localhost", second, Map.of("from-domain", "second.example"))));
        });
        // Names are looked up when the server starts; who is not known yet is no second choice.
        Eventually.within(
                SOON,
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("lookup-localhost")),
                "localhost is looked up");
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play>thanks.wav</Play>").body());
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private static Map<String, Object> trunk(String name, String host, Phone peer, Map<String, Object> more) {
        var trunk = new HashMap<String, Object>(more);
        trunk.put("name", name);
        trunk.put("peer", host + ":" + peer.sip().address().getPort());
        return trunk;
    }

    private void dial() {
        var order = new Dialer.Order("13800138000", Optional.empty(), Optional.of("4001234567"));
        lab.server().dialer().dial(lab.application(), order);
    }

    private void takenBySecond() {
        Callee callee = second.isCalled();
        assertThat(callee.invite().uri()).isEqualTo("sip:13800138000@second.example");
        callee.answers(second.offer().toString());
        lab.hears(second, "thanks.wav");
        lab.until("is hung up", SOON, callee::farEndHungUp);
        assertThat(stopped()).isEqualTo("000000");
    }

    private String stopped() {
        lab.until("stopservice", SOON, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast().param("errorcode");
    }

    @Test
    void whoIsBusyIsBusyOnEveryTrunk() {
        dial();
        first.isCalled().refuses(486, "Busy Here");
        assertThat(stopped()).isEqualTo("107486");
        assertThat(second.sip().ladder().toString()).doesNotContain("INVITE");
    }

    @Test
    void aTrunkThatAnswers503IsLeftForTheNextThatTreatsMediaAlike() {
        dial();
        first.isCalled().refuses(503, "Service Unavailable");
        takenBySecond();
    }

    @Test
    void aTrunkThatSaysNothingIsLeftAfterFiveSeconds() {
        dial();
        lab.advance(Duration.ofSeconds(6));
        takenBySecond();
    }

    @Test
    void whenAllFailTheCallFails() {
        dial();
        first.isCalled().refuses(503, "Service Unavailable");
        second.isCalled().refuses(503, "Service Unavailable");
        assertThat(stopped()).isEqualTo("107503");
    }
}

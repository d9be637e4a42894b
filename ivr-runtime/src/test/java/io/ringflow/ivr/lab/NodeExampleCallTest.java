package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example application in JavaScript, run by Node.js, serves a call with the project's own prompts in real time. */
class NodeExampleCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_WORD = Duration.ofMillis(600);

    @TempDir
    Path dir;

    @Test
    void theMenuOfTheReadmeCanBeCalled() throws IOException {
        var time = Clockwork.real();
        try (var app = ExampleProcess.start(
                        "menu-node", dir.resolve("printed"), List.of("node", "app.js"), Map.of("PORT", "0"));
                var server = Server.start(new ServerSettings(dir.resolve("data"), app.uri()).config(), time);
                var phone = Phone.udp("caller")) {
            var udp = server.sipAddresses().stream()
                    .filter(a -> a.transport() == Transport.UDP)
                    .findFirst()
                    .orElseThrow();
            phone.rtp().run();
            phone.calls("sip:100@127.0.0.1:" + udp.port());
            hearsSpeech(phone, "the welcome");
            phone.presses("1");
            Eventually.within(
                    PATIENCE,
                    () -> app.printed().contains("menu ") && app.printed().contains("digits=1"),
                    "key 1");
            phone.ears().forget();
            hearsSpeech(phone, "the thanks");
            phone.isHungUp(PATIENCE);
            Eventually.within(PATIENCE, () -> app.printed().contains(" stopservice "), "the end is told");
            assertThat(app.printed()).containsPattern("stopservice .*errorcode=000000");
        } finally {
            time.timers().shutdownNow();
        }
    }

    private static void hearsSpeech(Phone phone, String what) {
        var before = phone.ears().heard(Heard.Kind.SPEECH);
        Eventually.within(
                PATIENCE,
                () -> phone.ears().heard(Heard.Kind.SPEECH).minus(before).compareTo(A_WORD) > 0,
                what);
    }
}

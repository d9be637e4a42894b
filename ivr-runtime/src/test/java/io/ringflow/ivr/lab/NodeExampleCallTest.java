package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example application in JavaScript, run by Node.js, serves a call with the project's own prompts in real time. */
class NodeExampleCallTest {

    private static final Path EXAMPLE = Path.of("../docs/examples/menu-node/app.js");
    private static final Pattern SERVED_AT = Pattern.compile("served at (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_WORD = Duration.ofMillis(600);

    @TempDir
    Path dir;

    @Test
    void theMenuOfTheReadmeCanBeCalled() throws IOException, InterruptedException {
        var node = node();
        var time = Clockwork.real();
        try (var server = Server.start(new ServerSettings(dir.resolve("data"), servedAt()).config(), time);
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
                    PATIENCE, () -> printed().contains("menu ") && printed().contains("digits=1"), "key 1");
            phone.ears().forget();
            hearsSpeech(phone, "the thanks");
            phone.isHungUp(PATIENCE);
            Eventually.within(PATIENCE, () -> printed().contains(" stopservice "), "the end is told");
            assertThat(printed()).containsPattern("stopservice .*errorcode=000000");
        } finally {
            time.timers().shutdownNow();
            node.destroy();
            assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void hearsSpeech(Phone phone, String what) {
        var before = phone.ears().heard(Heard.Kind.SPEECH);
        Eventually.within(
                PATIENCE,
                () -> phone.ears().heard(Heard.Kind.SPEECH).minus(before).compareTo(A_WORD) > 0,
                what);
    }

    private Process node() throws IOException {
        var builder = new ProcessBuilder("node", EXAMPLE.toAbsolutePath().toString());
        builder.environment().put("PORT", "0");
        return builder.redirectErrorStream(true)
                .redirectOutput(dir.resolve("printed").toFile())
                .start();
    }

    private URI servedAt() {
        Eventually.within(PATIENCE, () -> served().isPresent(), "the example listens");
        return served().orElseThrow();
    }

    private Optional<URI> served() {
        return SERVED_AT
                .matcher(printed())
                .results()
                .map(m -> URI.create(m.group(1)))
                .findFirst();
    }

    private String printed() {
        try {
            return Files.readString(dir.resolve("printed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

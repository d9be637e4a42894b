package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.lab.ServerSettings;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/rest.md do, by curl and a shell, what is written below them. */
class RestExamplesSocketTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\\n(.*?)\\n# (.*?)\\n```");

    @TempDir
    Path dir;

    @Test
    void theyAnswerWhatThePageSays() throws IOException, InterruptedException {
        var time = Clockwork.real();
        var config = new ServerSettings(dir.resolve("data"), URI.create("http://127.0.0.1:9/"))
                .with("rest.port", 0)
                .with("rest.accounts", RestClient.ACCOUNTS)
                .config();
        Wav.write(dir.resolve("hello.wav"), Tone.of(440).samples(8_000));
        var examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/rest.md")))
                .results()
                .toList();
        assertThat(examples).hasSize(4);
        try (var server = Server.start(config, time)) {
            String root = "http://127.0.0.1:" + server.restPort().orElseThrow() + "/2013-12-26";
            for (var example : examples) {
                assertThat(run(
                                example.group(1),
                                root,
                                config.applications().getFirst().id()))
                        .as(example.group(1))
                        .contains(example.group(2));
            }
        } finally {
            time.timers().shutdownNow();
        }
    }

    private String run(String script, String root, String app) throws IOException, InterruptedException {
        var shell =
                new ProcessBuilder("sh", "-c", script).directory(dir.toFile()).redirectErrorStream(true);
        shell.environment().put("ROOT", root);
        shell.environment().put("SID", RestClient.SID);
        shell.environment().put("TOKEN", RestClient.TOKEN);
        shell.environment().put("KEY", "a-key-of-a-new-client");
        shell.environment().put("APP", app);
        var process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}

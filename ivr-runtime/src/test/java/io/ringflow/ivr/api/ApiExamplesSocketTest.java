package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/api.md do, by curl and a shell, what is written below them. */
class ApiExamplesSocketTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\\n(.*?)\\n# (.*?)\\n```");

    @TempDir
    Path dir;

    @Test
    void theyAnswerWhatThePageSays() throws IOException, InterruptedException {
        Wav.write(dir.resolve("hello.wav"), Tone.of(440).samples(8_000));
        var examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/api.md")))
                .results()
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        try (var server = new ApiServer(dir.resolve("data"))) {
            for (var example : examples) {
                assertThat(run(example.group(1), server)).as(example.group(1)).contains(example.group(2));
            }
        }
    }

    private String run(String script, ApiServer server) throws IOException, InterruptedException {
        var shell =
                new ProcessBuilder("sh", "-c", script).directory(dir.toFile()).redirectErrorStream(true);
        shell.environment().put("ROOT", "http://127.0.0.1:" + server.port());
        shell.environment().put("KEY", ApiClient.KEY);
        shell.environment().put("APP", server.application());
        var process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.config.ConfigReader;
import io.ringflow.ivr.config.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page on call centres tells its reader to type, typed: the files it writes configure a server, its application
 * makes the queue, and each command answers what is written below it.
 */
class CallCentreTutorialSocketTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern COMMAND = Pattern.compile("(?s)(curl .*?)\n# (.*?)\n");
    private static final Pattern START = Pattern.compile("(?m)^(API_KEY=.*) node docs/examples/(\\S+)/app.js$");

    /** Ports are the page's, so the address is nobody else's. */
    private static final String HOST = "127.63." + ProcessHandle.current().pid() / 250 % 250 + "."
            + (1 + ProcessHandle.current().pid() % 250);

    @TempDir
    Path dir;

    @Test
    void eachCommandDoesWhatThePageSays() throws IOException, InterruptedException {
        String page = Files.readString(ROOT.resolve("docs/call-centre.md"));
        var blocks = SHELL.matcher(page).results().map(block -> block.group(1)).toList();
        Files.createSymbolicLink(dir.resolve("conf"), ROOT.resolve("conf"));
        assertThat(shell(blocks.getFirst())).isEmpty();
        assertThat(dir.resolve("centre/prompts/hold.wav")).exists();
        var time = Clockwork.real();
        try (var app = application(page);
                var server = Server.start(configuration(app), time)) {
            Eventually.within(PATIENCE, () -> app.printed().contains("queue 1 is there"), "queue 1");
            assertThat(server.restPort()).hasValue(8883);
            String setting = blocks.get(1).replace("127.0.0.1", HOST);
            int commands = 0;
            for (String block : blocks.subList(2, blocks.size())) {
                for (var command : COMMAND.matcher(block).results().toList()) {
                    answers(setting, command);
                    commands++;
                }
            }
            assertThat(commands).isGreaterThanOrEqualTo(11);
        } finally {
            time.timers().shutdownNow();
        }
    }

    /** Events have no end: their reader would press Ctrl-C. */
    private void answers(String setting, MatchResult command) throws IOException, InterruptedException {
        String typed = command.group(1).replace("curl -sN", "curl -sN --max-time 2");
        assertThat(shell(setting + typed)).as(typed).contains(command.group(2));
    }

    /** As the page starts it, on another port. */
    private ExampleProcess application(String page) throws IOException {
        var start = START.matcher(page);
        assertThat(start.find()).isTrue();
        var environment = new HashMap<String, String>();
        Arrays.stream(start.group(1).split(" "))
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> environment.put(setting[0], setting[1]));
        environment.put("PORT", "0");
        environment.put("API_ROOT", "http://" + HOST + ":8883");
        return ExampleProcess.start(start.group(2), dir.resolve("printed"), List.of("node", "app.js"), environment);
    }

    /** The page's own, but for the password, which it takes from the environment, and for ports. */
    private ServerConfig configuration(ExampleProcess app) throws IOException {
        var file = dir.resolve("centre/applications.conf");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("${?PASSWORD}", "\"long and secret\"")
                        .replace("http://127.0.0.1:9000", app.uri().toString()));
        return ConfigReader.read(
                dir.resolve("centre"),
                Map.of(
                        "data-dir",
                        dir.resolve("data").toString(),
                        "sip.bind",
                        "127.0.0.1",
                        "sip.port",
                        0,
                        "http.port",
                        0,
                        "rest.host",
                        HOST));
    }

    private String shell(String script) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", script)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}

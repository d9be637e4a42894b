package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.testkit.flow.FlowServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SIPp scenario in {@code src/test/resources/sipp-register}, over UDP and TCP: what telephones do when they register. */
class SippRegisterCallTest {

    private static final Path SCENARIOS =
            Path.of("src/test/resources/sipp-register").toAbsolutePath();

    @TempDir
    static Path dir;

    private static FlowServer app;
    private static Clockwork time;
    private static Server server;

    @BeforeAll
    static void start() {
        app = FlowServer.start();
        time = Clockwork.real();
        var accounts = scenarios()
                .map(name -> Map.of("name", account(name), "password", "a-good-password"))
                .toList();
        server = Server.start(
                new ServerSettings(dir.resolve("data"), app.uri())
                        // SIPp reads the first challenge only.
                        .with("registrar.algorithms", List.of("MD5"))
                        .application("accounts", accounts)
                        .config(),
                time);
    }

    @AfterAll
    static void nobodyIsLeft() {
        assertThat(server.facts()).containsEntry("registrations", 0);
        server.close();
        time.timers().shutdownNow();
        app.close();
    }

    @ParameterizedTest(name = "{0} over UDP")
    @MethodSource("scenarios")
    void overUdp(String scenario) throws IOException, InterruptedException {
        run(scenario, "u1");
    }

    @ParameterizedTest(name = "{0} over TCP")
    @MethodSource("scenarios")
    void overTcp(String scenario) throws IOException, InterruptedException {
        run(scenario, "t1");
    }

    static Stream<String> scenarios() {
        try (var files = Files.list(SCENARIOS)) {
            return files.map(f -> f.getFileName().toString().replace(".xml", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String account(String scenario) {
        return scenario.replace('-', '_');
    }

    private static void run(String scenario, String transport) throws IOException, InterruptedException {
        var work = Files.createDirectories(dir.resolve(scenario + "-" + transport));
        var address = server.sipAddresses().stream()
                .filter(a -> a.transport().reliable() == transport.startsWith("t"))
                .findFirst()
                .orElseThrow();
        var command = new ArrayList<>(
                List.of("sipp", "-sf", SCENARIOS.resolve(scenario + ".xml").toString()));
        command.addAll(List.of("-m", "1", "-t", transport, "-s", account(scenario), "-i", "127.0.0.1"));
        command.addAll(List.of("-timeout", "20s", "-recv_timeout", "10000", "-nostdin"));
        command.addAll(List.of("-trace_err", "-trace_msg", "-message_file", "messages", "-error_file", "errors"));
        command.add("127.0.0.1:" + address.port());
        var sipp = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("screen").toFile())
                .start();
        try {
            assertThat(sipp.waitFor(30, TimeUnit.SECONDS)).as("sipp ends").isTrue();
            assertThat(sipp.exitValue())
                    .as(() -> text(work.resolve("messages")))
                    .isZero();
        } finally {
            sipp.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}

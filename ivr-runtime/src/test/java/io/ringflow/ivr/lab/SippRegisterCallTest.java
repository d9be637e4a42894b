package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.sip.Sipp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        run(scenario, false);
    }

    @ParameterizedTest(name = "{0} over TCP")
    @MethodSource("scenarios")
    void overTcp(String scenario) throws IOException, InterruptedException {
        run(scenario, true);
    }

    static Stream<String> scenarios() {
        return Sipp.scenarios(SCENARIOS).stream();
    }

    private static String account(String scenario) {
        return scenario.replace('-', '_');
    }

    private static void run(String scenario, boolean tcp) throws IOException, InterruptedException {
        var arguments = List.of("-s", account(scenario), SippCallTest.address(server, tcp));
        try (var sipp = new Sipp(SCENARIOS.resolve(scenario + ".xml"), tcp, dir, arguments)) {
            sipp.succeeds();
        }
    }
}

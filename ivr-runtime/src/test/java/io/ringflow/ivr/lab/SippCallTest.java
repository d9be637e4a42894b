package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SIPp scenario in {@code src/test/resources/sipp}, over UDP and TCP, against a whole server in real time. */
class SippCallTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/sipp").toAbsolutePath();
    private static final Path CAPTURES = Path.of("/usr/share/sip-tester");
    private static final String UNKNOWN = "dials-an-unknown-number";

    @TempDir
    static Path dir;

    private static FlowServer app;
    private static Clockwork time;
    private static Server server;

    @BeforeAll
    static void start() {
        app = FlowServer.start().handle(SippCallTest::answer);
        time = Clockwork.real();
        var numbers = scenarios().filter(name -> !name.equals(UNKNOWN)).toList();
        server = Server.start(
                new ServerSettings(dir, app.uri())
                        .application("numbers", numbers)
                        .config(),
                time);
    }

    @AfterAll
    static void nothingIsLeft() {
        Eventually.within(Duration.ofSeconds(5), () -> server.activeCalls() == 0, "no call is left");
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
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The number that is dialled is the scenario's name. */
    private static FlowReply answer(FlowRequest request) {
        if (request.name().equals("startservice")) {
            return switch (request.param("to")) {
                case "server-hangs-up" -> FlowReply.response("<Play>en/timeout.wav</Play><Hangup/>");
                case "cancels-while-ringing" -> FlowReply.hang();
                default ->
                    FlowReply.response(
                            "<Get action=\"key\" numdigits=\"1\" timeout=\"30\"><Play loop=\"-1\">en/welcome.wav</Play></Get>");
            };
        }
        if (request.name().equals("key") && !"1".equals(request.param("digits"))) return FlowReply.status(500);
        return FlowReply.response("<Hangup/>");
    }

    private static void run(String scenario, String transport) throws IOException, InterruptedException {
        var work = Files.createDirectories(dir.resolve(scenario + "-" + transport));
        if (!Files.exists(work.resolve("pcap"))) Files.createSymbolicLink(work.resolve("pcap"), CAPTURES);
        var address = server.sipAddresses().stream()
                .filter(a -> a.transport().reliable() == transport.startsWith("t"))
                .findFirst()
                .orElseThrow();
        var command = new ArrayList<>(
                List.of("sipp", "-sf", SCENARIOS.resolve(scenario + ".xml").toString()));
        command.addAll(List.of("-m", "1", "-t", transport, "-s", scenario, "-i", "127.0.0.1"));
        command.addAll(List.of("-p", String.valueOf(freePort()), "-mp", String.valueOf(freePort())));
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
            assertThat(sipp.exitValue()).as(() -> story(work)).isZero();
        } finally {
            sipp.destroyForcibly();
        }
    }

    private static String story(Path work) {
        return text(work.resolve("errors")) + "\n" + text(work.resolve("messages"));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() & ~1;
        }
    }
}

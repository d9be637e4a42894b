package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private static final String UNKNOWN = "dials-an-unknown-number";
    private static final String CANCELS = "cancels-while-ringing";
    private static final String OFFERS_AGAIN = "offers-again-while-ringing";
    private static final String MOVES = "moves-its-sound";
    private static final Set<String> REPEATED = Set.of("drops-the-first-200", "acknowledges-late");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    static Path dir;

    private static FlowServer app;
    private static Clockwork time;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        app = FlowServer.start().handle(SippCallTest::answer);
        time = Clockwork.real();
        var numbers = scenarios().filter(name -> !name.equals(UNKNOWN)).toList();
        Wav.write(dir.resolve("beep.wav"), Tone.of(1_000).samples(1_600));
        server = Server.start(
                new ServerSettings(dir, app.uri())
                        .with("prompt-dirs", List.of(dir.toString()))
                        .application("numbers", numbers)
                        .config(),
                time);
    }

    @AfterAll
    static void nothingIsLeft() {
        Eventually.within(PATIENCE, () -> server.activeCalls() == 0, "no call is left");
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
                case "server-hangs-up" -> FlowReply.response("<Play>beep.wav</Play><Hangup/>");
                case CANCELS, OFFERS_AGAIN -> FlowReply.hang();
                default ->
                    FlowReply.response(
                            "<Get action=\"key\" numdigits=\"1\" timeout=\"30\"><Play loop=\"-1\">beep.wav</Play></Get>");
            };
        }
        return FlowReply.response("<Hangup/>");
    }

    /** Everything the application was told in one call: names, and the parameters that tell how it went. */
    private static List<String> expected(String scenario) {
        return switch (scenario) {
            case "asks-options",
                    "hangs-up-an-unknown-dialog",
                    "describes-itself-in-riddles",
                    "requires-the-unknown",
                    UNKNOWN -> List.of();
            case "offers-no-common-codec" -> List.of("startservice", "stopservice 107488");
            case CANCELS, OFFERS_AGAIN, "hangs-up-before-the-ack" -> List.of("startservice", "stopservice 107487");
            case "presses-a-key-by-info", "presses-a-key-from-a-capture" ->
                List.of("startservice", "key 1", "stopservice 000000");
            default -> List.of("startservice", "stopservice 000000");
        };
    }

    private static List<String> told(int before) {
        return app.requests().stream()
                .skip(before)
                .map(r -> (r.name() + " " + r.param("digits") + r.param("errorcode")).strip())
                .toList();
    }

    private static void run(String scenario, String transport) throws IOException, InterruptedException {
        int before = app.requests().size();
        try (var elsewhere = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            elsewhere.setSoTimeout((int) PATIENCE.toMillis());
            call(scenario, transport, elsewhere.getLocalPort());
            if (scenario.equals(MOVES)) elsewhere.receive(new DatagramPacket(new byte[2_000], 2_000));
        }
        List<String> expected = expected(scenario);
        List<String> last = expected.isEmpty() ? List.of() : List.of(expected.getLast());
        Eventually.within(
                PATIENCE,
                () -> told(before).containsAll(last) && server.activeCalls() == 0,
                "the call is over, and the application was told so");
        // A CANCEL may come before the question has left: then there is no question any more.
        boolean cancelled = scenario.equals(CANCELS) || scenario.equals(OFFERS_AGAIN);
        assertThat(told(before)).isIn(expected, cancelled ? last : expected);
    }

    private static void call(String scenario, String transport, int elsewhere)
            throws IOException, InterruptedException {
        var work = Files.createDirectories(dir.resolve(scenario + "-" + transport));
        var address = server.sipAddresses().stream()
                .filter(a -> a.transport().reliable() == transport.startsWith("t"))
                .findFirst()
                .orElseThrow();
        var command = new ArrayList<>(
                List.of("sipp", "-sf", SCENARIOS.resolve(scenario + ".xml").toString()));
        command.addAll(List.of("-m", "1", "-t", transport, "-s", scenario, "-i", "127.0.0.1"));
        command.addAll(List.of("-key", "elsewhere", String.valueOf(elsewhere)));
        command.addAll(List.of("-timeout", "20s", "-recv_timeout", "10000", "-nostdin"));
        command.addAll(List.of("-trace_err", "-trace_msg", "-message_file", "messages", "-error_file", "errors"));
        // Without this option a repeated 200 is dropped before the scenario sees it.
        if (REPEATED.contains(scenario)) command.add("-nr");
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
}

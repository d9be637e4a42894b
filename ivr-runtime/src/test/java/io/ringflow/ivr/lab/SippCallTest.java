package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import io.ringflow.testkit.sip.Sipp;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private static void run(String scenario, boolean tcp) throws IOException, InterruptedException {
        int before = app.requests().size();
        try (var elsewhere = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            elsewhere.setSoTimeout((int) PATIENCE.toMillis());
            call(scenario, tcp, elsewhere.getLocalPort());
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

    private static void call(String scenario, boolean tcp, int elsewhere) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("-s", scenario, "-key", "elsewhere", String.valueOf(elsewhere)));
        // Without this option a repeated 200 is dropped before the scenario sees it.
        if (REPEATED.contains(scenario)) arguments.add("-nr");
        arguments.add(address(server, tcp));
        try (var sipp = new Sipp(SCENARIOS.resolve(scenario + ".xml"), tcp, dir, arguments)) {
            sipp.succeeds();
        }
    }

    /** Where a server on loopback is reached. */
    static String address(Server server, boolean tcp) {
        return server.sipAddresses().stream()
                .filter(a -> a.transport().reliable() == tcp)
                .map(a -> "127.0.0.1:" + a.port())
                .findFirst()
                .orElseThrow();
    }
}

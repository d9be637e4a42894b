package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent.Confirmed;
import io.ringflow.sip.LegEvent.Progress;
import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SIPp callee in {@code src/test/resources/sipp}, called over UDP and TCP in real time. */
class SippCalleeCallTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    static Path dir;

    private static ScheduledExecutorService timers;
    private static SipEndpoint endpoint;

    private final LegOwner owner = new LegOwner();

    @BeforeAll
    static void start() {
        timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("timer").factory());
        var listeners = List.of(
                new ListenAddress(Transport.UDP, LOOPBACK, 0, null),
                new ListenAddress(Transport.TCP, LOOPBACK, 0, null));
        endpoint = SipEndpoint.start(
                SipConfig.of(listeners), new LegOwner(), timers, InstantSource.system(), SipObserver.NONE);
    }

    @AfterAll
    static void nothingIsLeft() {
        Eventually.holds(() -> endpoint.activeLegs() == 0, "no leg is left");
        endpoint.close();
        timers.shutdownNow();
    }

    static Stream<String> scenarios() {
        return SippCallee.scenarios().stream();
    }

    @ParameterizedTest(name = "{0} over UDP")
    @MethodSource("scenarios")
    void overUdp(String scenario) throws IOException, InterruptedException {
        call(scenario, Transport.UDP);
    }

    @ParameterizedTest(name = "{0} over TCP")
    @MethodSource("scenarios")
    void overTcp(String scenario) throws IOException, InterruptedException {
        call(scenario, Transport.TCP);
    }

    private void call(String scenario, Transport transport) throws IOException, InterruptedException {
        try (var callee = new SippCallee(scenario, transport, dir)) {
            String uri = "sip:callee@127.0.0.1:" + callee.address().getPort() + ";transport=" + transport.parameter();
            var target = CallTarget.of(uri, callee.address(), CallIdentity.of("sip:100@127.0.0.1"))
                    .with(transport)
                    .with(new DigestClient(Credentials.of("account", "secret")))
                    .with(Redirects.through(callee.address(), 2))
                    .withSessionInterval(Optional.of(Duration.ofSeconds(1_800)));
            CallLeg leg = endpoint.call(target, SessionDescription.sdp("v=0\r\n"), owner);
            owner.legs.add(leg);
            try {
                plays(scenario, leg, callee);
                callee.succeeds();
                Eventually.holds(() -> endpoint.activeLegs() == 0, "the leg is gone");
            } catch (AssertionError failed) {
                throw new AssertionError(failed.getMessage() + "\n" + leg.ladder() + "\n" + callee.story(), failed);
            }
            assertThat(owner.ends()).containsExactly(expected(scenario));
            assertThat(owner.answers.stream().map(SippCalleeCallTest::marks))
                    .containsExactlyElementsOf(sounds(scenario));
        }
    }

    /** What our side does in the scenario. */
    private void plays(String scenario, CallLeg leg, SippCallee callee) throws InterruptedException {
        switch (scenario) {
            case "is-busy", "answers-with-early-media", "repeats-its-200" ->
                Eventually.holds(() -> !owner.ends().isEmpty(), "it ends by itself");
            case "rings-until-cancelled", "answers-as-it-is-cancelled" -> {
                Eventually.holds(() -> owner.events.contains(new Progress(180, false)), "it rings");
                hangUp(leg);
            }
            case "is-silent-until-cancelled" -> hangUp(leg);
            case "forks-and-answers-twice" -> {
                // The late phone is hung up while the first goes on.
                Eventually.holds(() -> callee.story().contains("BYE sip:"), "the second phone is hung up");
                assertThat(owner.ends()).isEmpty();
                hangUp(leg);
            }
            default -> {
                Eventually.holds(
                        () -> owner.events.contains(new Confirmed())
                                || !owner.ends().isEmpty(),
                        "it is answered");
                hangUp(leg);
            }
        }
    }

    private static Cause expected(String scenario) {
        return switch (scenario) {
            case "is-busy" -> Cause.CALLEE_BUSY;
            case "answers-with-early-media", "repeats-its-200" -> Cause.CALLEE_HUNG_UP;
            default -> Cause.CALLER_HUNG_UP;
        };
    }

    /** What was heard, in order. */
    private static List<String> sounds(String scenario) {
        return switch (scenario) {
            case "is-busy", "rings-until-cancelled", "is-silent-until-cancelled", "answers-as-it-is-cancelled" ->
                List.of();
            case "answers-with-early-media" -> List.of("early", "answer");
            case "rings-reliably" -> List.of("early");
            case "forks-and-answers-twice" -> List.of("two", "one");
            default -> List.of("answer");
        };
    }

    private static String marks(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("a=x-"))
                .map(line -> line.substring(4))
                .findFirst()
                .orElse("");
    }

    private static void hangUp(CallLeg leg) {
        leg.bye(EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up"));
    }
}

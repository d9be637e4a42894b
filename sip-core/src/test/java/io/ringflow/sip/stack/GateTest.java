package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.guard.SourceLimiter;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.transport.Flow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the way in lets through, answers, and passes over in silence. */
class GateTest {
    private static final int SOURCE_RATE = 8;

    private final FakeFlow stranger = flow("198.51.100.1");
    private final FakeFlow trunk = flow("192.0.2.7");
    private final List<SipObserver.Refusal> refused = new ArrayList<>();
    private final List<String> admitted = new ArrayList<>();
    private final Gate gate = gate();
    private boolean room = true;
    private int here;

    @Test
    void aSoundRequestOfAStrangerIsLetIn() {
        arrives(options("User-Agent: Acme Phone 2.1"), stranger);

        assertThat(admitted).containsExactly("OPTIONS");
        assertThat(refused).isEmpty();
        assertThat(stranger.sent()).isEmpty();
    }

    /** RFC 5626 §3.5.1, over UDP too: it keeps a NAT open, and tells a telephone that we are there. */
    @Test
    void aDoubleLineEndIsAnsweredByOneAndNothingElseThatIsEmpty() {
        arrives("\r\n\r\n", stranger);
        arrives("\r\n", stranger);
        arrives("\r\n\r\n\r\n", stranger);

        assertThat(stranger.sent()).containsExactly("\r\n");
        assertThat(admitted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent: friendly-scanner", "user-agent: SIPVicious 0.3", "User-Agent: pplsip"})
    void aScannerHearsNothingAndIsCounted(String userAgent) {
        arrives(options(userAgent), stranger);

        assertThat(admitted).isEmpty();
        assertThat(stranger.sent()).isEmpty();
        assertThat(refused).containsExactly(SipObserver.Refusal.SCANNER);
    }

    @Test
    void aScannerHearsNothingOfItsMistakesEither() {
        arrives(options("User-Agent: friendly-scanner\r\nCSeq: 2 OPTIONS"), stranger);

        assertThat(stranger.sent()).isEmpty();
        assertThat(refused).containsExactly(SipObserver.Refusal.SCANNER);
    }

    @Test
    void aTrunkMayCallItselfWhatItLikes() {
        arrives(options("User-Agent: friendly-scanner"), trunk);

        assertThat(admitted).containsExactly("OPTIONS");
        assertThat(refused).isEmpty();
    }

    @Test
    void aRequestForWhichThereIsNoRoomIsSentAwayForAWhile() {
        room = false;

        arrives(options("Subject: x"), stranger);

        assertThat(refused).containsExactly(SipObserver.Refusal.OVERLOADED);
        assertThat(stranger.sent()).singleElement().asString().startsWith("SIP/2.0 503 Service Unavailable\r\n");
        assertThat(retryAfter(stranger.sent().getFirst())).isBetween(1, 10);
    }

    @Test
    void aResponseForWhichThereIsNoRoomIsOnlyCounted() {
        room = false;

        arrives(options("Subject: x").replace("OPTIONS sip:a@127.0.0.1 SIP/2.0", "SIP/2.0 200 OK"), stranger);

        assertThat(refused).containsExactly(SipObserver.Refusal.OVERLOADED);
        assertThat(stranger.sent()).isEmpty();
    }

    @Test
    void aSourceOverItsRateIsSentAwayAndThenIgnored() {
        for (int i = 0; i < 3 * SOURCE_RATE; i++) {
            arrives(options("Subject: x"), stranger);
        }

        assertThat(admitted).hasSize(SOURCE_RATE);
        assertThat(stranger.sent())
                .hasSize(2)
                .allSatisfy(reply -> assertThat(reply).startsWith("SIP/2.0 503").contains("Retry-After: "));
        assertThat(refused).hasSize(2 * SOURCE_RATE).containsOnly(SipObserver.Refusal.RATE_LIMITED);
    }

    /** The loop has time for the first messages of each round. */
    @Test
    void ofWhatComesAtOnceTheRestIsForTheWorkers() {
        for (int i = 0; i < Gate.DONE_HERE + 3; i++) {
            gate.onMessage(options("Subject: x").getBytes(StandardCharsets.US_ASCII), new FakeListener(), trunk);
        }
        assertThat(admitted).hasSize(Gate.DONE_HERE + 3);
        assertThat(here).isEqualTo(Gate.DONE_HERE);

        gate.onPause();
        arrives(options("Subject: x"), trunk);

        assertThat(here).isEqualTo(Gate.DONE_HERE + 1);
    }

    private Gate gate() {
        SipConfig config = SipConfig.of(List.of(FakeRequest.LISTENER));
        var trusted = TrustedNetworks.of(List.of("192.0.2.0/24"));
        var observer = new SipObserver() {
            @Override
            public void refused(Refusal why, InetSocketAddress source) {
                refused.add(why);
            }
        };
        var gate = new Gate(
                config, new SourceLimiter(trusted, SOURCE_RATE, 100), trusted, new Refusals("Us", observer), observer);
        gate.open((arrival, octets, here) -> {
            if (here) this.here++;
            return room && admitted.add(arrival.head().method());
        });
        return gate;
    }

    private void arrives(String message, Flow flow) {
        gate.onMessage(message.getBytes(StandardCharsets.US_ASCII), new FakeListener(), flow);
        gate.onPause();
    }

    private static FakeFlow flow(String address) {
        return new FakeFlow(new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
    }

    private static int retryAfter(String reply) {
        return reply.lines()
                .filter(line -> line.startsWith("Retry-After: "))
                .mapToInt(line -> Integer.parseInt(line.substring(13)))
                .findFirst()
                .orElseThrow();
    }

    private static String options(String line) {
        return "OPTIONS sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bKx\r\n"
                + "Max-Forwards: 70\r\nFrom: <sip:b@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n"
                + line + "\r\nContent-Length: 0\r\n\r\n";
    }
}

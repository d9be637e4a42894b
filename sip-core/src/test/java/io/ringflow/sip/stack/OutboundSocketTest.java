package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.Eventually;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our own requests on the wire: where they go, how often, and what their sender hears. */
class OutboundSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeTime time = new FakeTime();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private JainStack stack;

    @BeforeEach
    void start() {
        stack = JainStack.start(
                SipConfig.of(List.of(
                        new ListenAddress(Transport.UDP, LOOPBACK, 0, null),
                        new ListenAddress(Transport.TCP, LOOPBACK, 0, null))),
                request -> {},
                time,
                SipObserver.NONE);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void theFirstRequestOnANewConnectionArrivesAndItsAnswerIsHeard() throws Exception {
        try (SipPeer peer = SipPeer.tcp("alice")) {
            stack.send(bye("first", Transport.TCP, peer.uri(), peer.address()), outcome());

            SipText bye = peer.expect("BYE");
            assertThat(bye.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:");
            peer.answer(bye, 200, "OK");

            assertThat(next()).isEqualTo("200");
        }
    }

    @Test
    void aHundredFirstRequestsAtOnceShareOneConnectionAndNoneIsLost() throws Exception {
        int requests = 100;
        try (var server = new ServerSocket(0, 50, LOOPBACK)) {
            server.setSoTimeout((int) PATIENCE.toMillis());
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            String target = "sip:alice@127.0.0.1:" + address.getPort() + ";transport=tcp";
            for (int i = 0; i < requests; i++) {
                DialogRequest bye = bye("call-" + i, Transport.TCP, target, address);
                Thread.ofVirtual().start(() -> stack.send(bye, outcome()));
            }
            try (Socket connection = server.accept()) {
                connection.setSoTimeout((int) PATIENCE.toMillis());
                Set<String> callIds = ConcurrentHashMap.newKeySet();
                for (int i = 0; i < requests; i++) {
                    SipText bye = SipText.parse(head(connection));
                    callIds.add(bye.callId());
                    connection
                            .getOutputStream()
                            .write(SipText.answer(bye, 200, "OK").octets());
                }
                assertThat(callIds).hasSize(requests);
                for (int i = 0; i < requests; i++) {
                    assertThat(next()).isEqualTo("200");
                }
            }
        }
    }

    @Test
    void aRefusedConnectionIsToldAtOnceAsAFailure() throws Exception {
        InetSocketAddress nobody;
        try (var server = new ServerSocket(0, 50, LOOPBACK)) {
            nobody = new InetSocketAddress(LOOPBACK, server.getLocalPort());
        }

        stack.send(bye("lost", Transport.TCP, "sip:a@127.0.0.1:" + nobody.getPort(), nobody), outcome());

        assertThat(next()).isEqualTo("timeout");
    }

    @Test
    void aLooseRouteIsWhereItGoesAndTheTargetStaysItsUri() {
        try (SipPeer proxy = SipPeer.udp("proxy")) {
            String route = "<sip:127.0.0.1:" + proxy.address().getPort() + ";lr>";

            stack.send(routed(List.of(route, "<sip:192.0.2.2;lr>")), outcome());

            SipText bye = proxy.expect("BYE");
            assertThat(bye.uri()).isEqualTo("sip:alice@192.0.2.9:5090");
            assertThat(routes(bye)).containsExactly(route, "<sip:192.0.2.2;lr>");
            proxy.answer(bye, 200, "OK");
        }
    }

    @Test
    void aStrictRouteTakesTheUriAndTheTargetBecomesTheLastRoute() {
        try (SipPeer proxy = SipPeer.udp("proxy")) {
            String strict = "sip:127.0.0.1:" + proxy.address().getPort();

            stack.send(routed(List.of("<" + strict + ">", "<sip:192.0.2.2;lr>")), outcome());

            SipText bye = proxy.expect("BYE");
            assertThat(bye.uri()).isEqualTo(strict);
            assertThat(routes(bye)).containsExactly("<sip:192.0.2.2;lr>", "<sip:alice@192.0.2.9:5090>");
            proxy.answer(bye, 200, "OK");
        }
    }

    @Test
    void aTargetThatIsANameIsPassedOverForWhereTheDialogCameFrom() {
        try (SipPeer peer = SipPeer.udp("alice")) {
            stack.send(bye("named", Transport.UDP, "sip:alice@phone.example", peer.address()), outcome());

            assertThat(peer.expect("BYE").uri()).isEqualTo("sip:alice@phone.example");
        }
    }

    @Test
    void aRequestThatNobodyAnswersIsRepeatedAndGivenUpByTimerF() throws Exception {
        try (SipPeer peer = SipPeer.udp("mute")) {
            stack.send(bye("mute", Transport.UDP, peer.uri(), peer.address()), outcome());
            peer.expect("BYE");

            time.advance(Duration.ofSeconds(30));
            assertThat(heard).isEmpty();
            time.advance(Duration.ofSeconds(3));

            assertThat(next()).isEqualTo("timeout");
            time.advance(Duration.ofSeconds(60));
            assertThat(heard).isEmpty();
            // RFC 3261 §17.1.2.2: 0, 0.5, 1.5, 3.5, 7.5 s and then every 4 s
            Eventually.holds(() -> copies(peer, "BYE") == 11, "BYE sent 11 times");
        }
    }

    @Test
    void aRequestThatIsAnsweredIsSentNoMoreAndLeavesNoTimer() throws Exception {
        int before = time.pendingTimers();
        try (SipPeer peer = SipPeer.udp("alice")) {
            stack.send(bye("answered", Transport.UDP, peer.uri(), peer.address()), outcome());
            peer.answer(peer.expect("BYE"), 200, "OK");

            assertThat(next()).isEqualTo("200");
            assertThat(time.pendingTimers()).isEqualTo(before);
        }
    }

    @Test
    void anInviteThatNobodyAnswersIsRepeatedAndGivenUpByTimerB() throws Exception {
        try (SipPeer peer = SipPeer.udp("mute")) {
            stack.send(request("INVITE", "mute", Transport.UDP, peer.uri(), List.of(), peer.address()), outcome());
            peer.expect("INVITE");

            time.advance(Duration.ofSeconds(30));
            assertThat(heard).isEmpty();
            time.advance(Duration.ofSeconds(3));

            assertThat(next()).isEqualTo("timeout");
            // RFC 3261 §17.1.1.2: 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s
            Eventually.holds(() -> copies(peer, "INVITE") == 7, "INVITE sent 7 times");
        }
    }

    @Test
    void a2xxThatComesAgainGetsTheSameAckAgain() throws Exception {
        try (SipPeer peer = SipPeer.udp("alice")) {
            stack.send(request("INVITE", "again", Transport.UDP, peer.uri(), List.of(), peer.address()), outcome());
            SipText invite = peer.expect("INVITE");
            SipText answer = SipText.answer(invite, 200, "OK");
            peer.send(server(), answer);
            assertThat(next()).isEqualTo("200");
            stack.send(request("ACK", "again", Transport.UDP, peer.uri(), List.of(), peer.address()), outcome());
            peer.expect("ACK");

            peer.send(server(), answer);
            Eventually.holds(() -> copies(peer, "ACK") == 2, "ACK sent 2 times");

            peer.send(server(), answer.with("CSeq", "2 INVITE"));
            peer.send(server(), answer);
            Eventually.holds(() -> copies(peer, "ACK") == 3, "ACK sent 3 times");
            assertThat(heard).isEmpty();
            assertThat(peer.ladder().rungs().stream()
                            .filter(rung -> rung.title().startsWith("ACK"))
                            .map(rung -> rung.message().toString())
                            .distinct())
                    .hasSize(1);
        }
    }

    private DialogRequest routed(List<String> routes) {
        var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);
        return request("BYE", "routed", Transport.UDP, "sip:alice@192.0.2.9:5090", routes, elsewhere);
    }

    private DialogRequest bye(String callId, Transport transport, String target, InetSocketAddress fallback) {
        return request("BYE", callId, transport, target, List.of(), fallback);
    }

    private DialogRequest request(
            String method,
            String callId,
            Transport transport,
            String target,
            List<String> routes,
            InetSocketAddress fallback) {
        return new DialogRequest(
                method,
                new DialogId(callId, "ours", "theirs"),
                "<sip:100@127.0.0.1>",
                "<sip:alice@127.0.0.1>",
                target,
                routes,
                1,
                listener(transport),
                fallback,
                List.of(),
                Optional.empty());
    }

    private ListenAddress listener(Transport transport) {
        return stack.addresses().stream()
                .filter(address -> address.transport() == transport)
                .findFirst()
                .orElseThrow();
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(LOOPBACK, listener(Transport.UDP).port());
    }

    private RequestOutcome outcome() {
        return new RequestOutcome() {
            @Override
            public void onResponse(InboundResponse response) {
                heard.add(Integer.toString(response.status()));
            }

            @Override
            public void onTimeout() {
                heard.add("timeout");
            }
        };
    }

    private String next() throws InterruptedException {
        String outcome = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("the sender heard nothing");
        }
        return outcome;
    }

    /** The values of the Route header, which may share lines (RFC 3261 §7.3.1). */
    private static List<String> routes(SipText request) {
        return request.all("Route").stream()
                .flatMap(line -> Arrays.stream(line.split(", *")))
                .toList();
    }

    private static long copies(SipPeer peer, String method) {
        return peer.ladder().rungs().stream()
                .filter(rung -> !rung.sent() && rung.title().startsWith(method))
                .count();
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new AssertionError("the connection ended after " + head);
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}

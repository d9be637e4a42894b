package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.testkit.junit.LeakProbe;
import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is gone after the end of an endpoint: everything, however it was found. */
class EndpointCloseSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String OFFER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 8\r\na=sendrecv\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FakeTime time = new FakeTime();
    private final LegOwner owner = new LegOwner();

    @Test
    void anEndpointThatDidNothingLeavesNothing() {
        var probe = LeakProbe.start();

        SipEndpoint endpoint = start(udp(), tcp(0));
        endpoint.close();
        endpoint.close();

        assertNothingLeft(probe);
    }

    @Test
    void callsInEveryStateWithPeersThatVanishedLeaveNothing() throws IOException {
        var probe = LeakProbe.start();
        owner.atIncoming = () -> owner.leg().answer(SessionDescription.sdp(OFFER));
        SipEndpoint endpoint = start(udp(), tcp(0));
        time.idleWhen(endpoint::idle);
        int tcpPort = endpoint.addresses().getLast().port();
        SipPeer phone = SipPeer.udp("alice");
        SipPeer trunk = SipPeer.tcp("trunk");
        try (var drip = new Socket(LOOPBACK, tcpPort);
                var mute = new Socket(LOOPBACK, tcpPort)) {
            phone.dial(uri(endpoint.addresses().getFirst()), OFFER).answered();
            reofferedAndAcknowledged();
            phone.dial(uri(endpoint.addresses().getFirst()), OFFER).finalResponse(PATIENCE);
            Caller confirmed = trunk.dial(uri(endpoint.addresses().getLast()), OFFER);
            confirmed.answered();
            assertThat(confirmed.options().status()).isEqualTo(200);
            drip.getOutputStream().write("OPTIONS sip:a".getBytes(StandardCharsets.US_ASCII));
            Eventually.holds(
                    () -> time.pendingDelays()
                            .contains(SipConfig.Limits.defaults().wholeMessage()),
                    "half a message is there");
            assertThat(mute.isConnected()).isTrue();
            phone.close();
            trunk.close();

            endpoint.close();
        }

        assertThat(owner.legs).hasSize(3);
        assertThat(endpoint.activeLegs()).isZero();
        assertNothingLeft(probe);
    }

    @Test
    void aStartThatFailsLeavesNothing() throws IOException {
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            var probe = LeakProbe.start();

            assertThatThrownBy(() -> start(udp(), tcp(taken.getLocalPort())))
                    .isInstanceOf(SipFailure.class)
                    .hasMessageContaining("tcp");

            assertNothingLeft(probe);
        }
    }

    private void reofferedAndAcknowledged() {
        Eventually.holds(() -> owner.events.contains(new LegEvent.Confirmed()), "it is confirmed");
        owner.leg().reoffer(SessionDescription.sdp(OFFER));
        Eventually.holds(() -> !owner.answers.isEmpty(), "it is answered");
    }

    private SipEndpoint start(ListenAddress... listeners) {
        return SipEndpoint.start(SipConfig.of(List.of(listeners)), owner, time, time, SipObserver.NONE);
    }

    private static ListenAddress udp() {
        return new ListenAddress(Transport.UDP, LOOPBACK, 0, null);
    }

    private static ListenAddress tcp(int port) {
        return new ListenAddress(Transport.TCP, LOOPBACK, port, null);
    }

    private static String uri(ListenAddress address) {
        return "sip:100@127.0.0.1:" + address.port() + ";transport="
                + address.transport().parameter();
    }

    private void assertNothingLeft(LeakProbe probe) {
        probe.assertNothingLeft();
        assertThat(time.pendingDelays()).as("timers left").isEmpty();
    }
}

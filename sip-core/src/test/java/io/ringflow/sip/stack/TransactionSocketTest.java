package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which requests are one transaction, seen from a socket. */
class TransactionSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final BlockingQueue<InboundRequest> requests = new LinkedBlockingQueue<>();
    private final FakeTime time = new FakeTime();
    private JainStack stack;
    private DatagramSocket socket;

    @BeforeEach
    void start() throws SocketException {
        stack = JainStack.start(
                SipConfig.of(List.of(new ListenAddress(Transport.UDP, LOOPBACK, 0, null))),
                requests::add,
                time,
                SipObserver.NONE);
        socket = new DatagramSocket(0, LOOPBACK);
        socket.setSoTimeout(10_000);
    }

    @AfterEach
    void stop() {
        socket.close();
        stack.close();
    }

    @Test
    void requestsThatShareABranchEachGetTheirOwnAnswer() throws Exception {
        send(request("OPTIONS", "call-a", "same"));
        take().respond(200, null, null, List.of(), Optional.empty());
        assertThat(receive()).contains("Call-ID: call-a", "branch=z9hG4bKsame");
        send(request("OPTIONS", "call-b", "same"));
        take().respond(404, null, null, List.of(), Optional.empty());
        assertThat(receive()).startsWith("SIP/2.0 404").contains("Call-ID: call-b", "branch=z9hG4bKsame");
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerAndIsNotSeenAgain() throws Exception {
        send(request("OPTIONS", "repeated", "r"));
        take().respond(200, null, "tag1", List.of(), Optional.empty());
        String first = receive();
        send(request("OPTIONS", "repeated", "r"));
        assertThat(receive()).isEqualTo(first);
        assertThat(requests).isEmpty();
    }

    @Test
    void tryingIsSentWhenNothingElseIsAndTheAckOfARefusalIsAbsorbed() throws Exception {
        send(request("INVITE", "refused", "i"));
        InboundRequest invite = take();
        time.advance(Duration.ofMillis(200));
        assertThat(receive()).startsWith("SIP/2.0 100");
        invite.respond(486, null, "tag1", List.of(), Optional.empty());
        assertThat(receive()).startsWith("SIP/2.0 486").contains("tag=tag1");
        send(request("ACK", "refused", "i"));
        send(request("OPTIONS", "after", "o"));
        assertThat(take().method()).isEqualTo("OPTIONS");
    }

    @Test
    void theAckOfAnAnswerComesUpAndTheAnswerCanBeRepeated() throws Exception {
        send(request("INVITE", "answered", "i"));
        InboundRequest invite = take();
        invite.respond(200, null, "tag1", List.of(), Optional.empty());
        String answer = receive();
        assertThat(answer).startsWith("SIP/2.0 200").contains("Contact: <sip:127.0.0.1:");
        invite.repeatAnswer();
        assertThat(receive()).isEqualTo(answer);
        send(request("ACK", "answered", "another"));
        assertThat(take().method()).isEqualTo("ACK");
    }

    @Test
    void aCancelComesUpWhileTheInviteWaits() throws Exception {
        send(request("INVITE", "cancelled", "i"));
        InboundRequest invite = take();
        send(request("CANCEL", "cancelled", "i"));
        InboundRequest cancel = take();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        cancel.respond(200, null, "tag1", List.of(), Optional.empty());
        assertThat(receive()).startsWith("SIP/2.0 200").contains("CSeq: 1 CANCEL");
        invite.respond(487, null, "tag1", List.of(), Optional.empty());
        assertThat(receive()).startsWith("SIP/2.0 487").contains("CSeq: 1 INVITE");
    }

    @Test
    void aViaOfAnotherTransportIsAnsweredWhereItCameFrom() throws Exception {
        send(request("OPTIONS", "tls", "t").replace("SIP/2.0/UDP", "SIP/2.0/TLS"));
        take().respond(200, null, null, List.of(), Optional.empty());
        assertThat(receive()).startsWith("SIP/2.0 200").contains("SIP/2.0/TLS client.invalid:5099");
    }

    private static String request(String method, String callId, String branch) {
        return method + " sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP client.invalid:5099;branch=z9hG4bK" + branch
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:b@127.0.0.1>;tag=1\r\nTo: <sip:a@127.0.0.1>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:b@127.0.0.1>\r\nContent-Length: 0\r\n\r\n";
    }

    private InboundRequest take() throws InterruptedException {
        InboundRequest request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came up");
        }
        return request;
    }

    private void send(String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(
                octets, octets.length, LOOPBACK, stack.addresses().getFirst().port()));
    }

    private String receive() throws IOException {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }
}

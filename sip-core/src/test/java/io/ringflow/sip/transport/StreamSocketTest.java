package io.ringflow.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.Eventually;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.Transport;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.JainStack;
import io.ringflow.testkit.time.FakeTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream listener under a real stack that answers everything 200; its deadlines are turned by hand. */
class StreamSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PATIENCE_MILLIS = 10_000;

    private final FakeTime time = new FakeTime();
    private final List<SipObserver.Refusal> refused = new CopyOnWriteArrayList<>();
    private JainStack stack;

    @BeforeEach
    void start() {
        Limits usual = Limits.defaults();
        SipConfig config = new SipConfig(
                List.of(new ListenAddress(Transport.TCP, LOOPBACK, 0, null)),
                "Ringflow",
                10,
                List.of("127.0.0.0/8"),
                50,
                5_000,
                new Limits(
                        usual.udpBytes(),
                        4_096,
                        usual.headerLineBytes(),
                        usual.headers(),
                        usual.uriBytes(),
                        200,
                        3,
                        usual.firstByte(),
                        usual.wholeMessage(),
                        usual.idle()));
        var observer = new SipObserver() {
            @Override
            public void refused(Refusal why, InetSocketAddress source) {
                refused.add(why);
            }
        };
        stack = JainStack.start(config, StreamSocketTest::ok, time, observer);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aMessageInPiecesIsAnsweredOnce() throws IOException {
        try (Socket socket = connect()) {
            for (byte octet : options("pieces", "")) {
                socket.getOutputStream().write(octet);
            }
            assertThat(readHead(socket)).startsWith("SIP/2.0 200").contains("Call-ID: pieces");
        }
    }

    @Test
    void messagesInOneSegmentAreAllAnswered() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(join(options("p1", ""), options("p2", ""), options("p3", "")));
            assertThat(readHead(socket) + readHead(socket) + readHead(socket))
                    .contains("Call-ID: p1", "Call-ID: p2", "Call-ID: p3");
        }
    }

    @Test
    void aPingIsAnsweredByAPong() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void aMessageBeyondTheLimitIs513AndTheEnd() throws IOException {
        try (Socket socket = connect()) {
            String large = new String(options("large", ""), StandardCharsets.US_ASCII)
                    .replace("Content-Length: 0", "Content-Length: 99999");
            socket.getOutputStream().write(large.getBytes(StandardCharsets.US_ASCII));
            assertThat(readHead(socket)).startsWith("SIP/2.0 513");
            time.advance(Duration.ofSeconds(1));
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void twoContentLengthsAre400AndTheEnd() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(options("two", "Content-Length: 7\r\n"));
            assertThat(readHead(socket)).startsWith("SIP/2.0 400");
            time.advance(Duration.ofSeconds(1));
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws IOException {
        try (Socket socket = connect()) {
            proveThatAcceptsWereHandled();
            time.advance(Duration.ofSeconds(11));
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void aMessageThatComesInDripsIsCutOffThoughEachDripIsInTime() throws IOException {
        byte[] message = options("drips", "");
        try (Socket socket = connect()) {
            socket.getOutputStream().write(message, 0, 40);
            halfAMessageIsThere();
            time.advance(Duration.ofSeconds(4));
            socket.getOutputStream().write(message, 40, 40);
            proveThatAcceptsWereHandled();
            time.advance(Duration.ofSeconds(1));

            assertThat(isClosed(socket)).isTrue();
            assertThat(refused).containsExactly(SipObserver.Refusal.IDLE_CONNECTION);
        }
    }

    @Test
    void aMessageThatTakesItsTimeIsServedAndTheNextHasItsOwn() throws IOException {
        byte[] message = options("slow", "");
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(message, 0, 40);
                halfAMessageIsThere();
                time.advance(Duration.ofSeconds(4));
                socket.getOutputStream().write(message, 40, message.length - 40);
                assertThat(readHead(socket)).startsWith("SIP/2.0 200");
            }
            assertThat(refused).isEmpty();
        }
    }

    @Test
    void connectionsBeyondTheCapOfOneSourceAreClosed() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Socket socket = connect();
                open.add(socket);
                socket.getOutputStream().write(options("cap" + i, ""));
                assertThat(readHead(socket)).startsWith("SIP/2.0 200");
            }
            try (Socket fourth = connect()) {
                assertThat(isClosed(fourth)).isTrue();
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private void proveThatAcceptsWereHandled() throws IOException {
        // a ping answered on another connection proves that the earlier accept was handled
        try (Socket other = connect()) {
            other.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(other.getInputStream().readNBytes(2)).hasSize(2);
        }
    }

    @Test
    void whoHasGoneMakesRoomForTheNextOfItsSource() {
        for (int i = 0; i < 6; i++) {
            String id = "next" + i;
            Eventually.holds(() -> isServed(id), "the connection is taken");
        }
    }

    private boolean isServed(String id) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(options(id, ""));
            return readHead(socket).startsWith("SIP/2.0 200");
        } catch (IOException closed) {
            return false;
        }
    }

    private void halfAMessageIsThere() {
        Eventually.holds(
                () -> time.pendingDelays().contains(Limits.defaults().wholeMessage()), "its end is waited for");
    }

    private Socket connect() throws IOException {
        var socket = new Socket(LOOPBACK, stack.addresses().getFirst().port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void ok(InboundRequest request) {
        request.respond(200, null, null, List.of(), Optional.empty());
    }

    private static byte[] options(String callId, String extra) {
        return ("OPTIONS sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK" + callId
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:b@127.0.0.1>;tag=1\r\nTo: <sip:a@127.0.0.1>\r\nCall-ID: "
                        + callId + "\r\nCSeq: 1 OPTIONS\r\n" + extra + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                return head.toString();
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}
